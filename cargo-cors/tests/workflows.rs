//! The workflows of `docs/guide/ci.md`: they are YAML, and the commands in them exist, with the
//! options that they are given.

use std::fs;
use std::process::Command;

use serde_json::Value;

fn page() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/guide/ci.md");
    fs::read_to_string(path).expect("the page")
}

/// The blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let (page, fence) = (page(), format!("```{language}\n"));
    let parts = page.split(&fence).skip(1);
    parts.filter_map(|part| part.split_once("\n```")).map(|(block, _)| block.to_owned()).collect()
}

fn workflows() -> Vec<Value> {
    let read = |block: &String| serde_saphyr::from_str(block).expect("YAML");
    blocks("yaml").iter().map(read).collect()
}

/// The steps of all jobs.
fn steps() -> Vec<Value> {
    let workflows = workflows();
    let jobs = workflows.iter().flat_map(|workflow| workflow["jobs"].as_object().expect("jobs"));
    jobs.flat_map(|(_, job)| job["steps"].as_array().expect("steps").clone()).collect()
}

/// Every `cargo cors …` of the page, without what the shell makes of it.
fn commands() -> Vec<Vec<String>> {
    let scripts = steps();
    let scripts = scripts.iter().filter_map(|step| step["run"].as_str()).map(str::to_owned);
    let lines: Vec<String> = scripts
        .chain(blocks("sh"))
        .flat_map(|script| script.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let is_end = |word: &&str| !matches!(*word, "||" | ">" | "|" | "&&");
    let words = |line: &String| {
        let rest = line.trim().strip_prefix("cargo cors ")?;
        Some(rest.split_whitespace().take_while(is_end).map(str::to_owned).collect())
    };
    lines.iter().filter_map(words).collect()
}

#[test]
fn each_workflow_is_one() {
    let all = workflows();
    assert_eq!(all.len(), 2);
    for workflow in &all {
        assert!(workflow["name"].is_string() && !workflow["on"].is_null(), "{workflow}");
        assert_eq!(workflow["permissions"]["contents"], "read");
    }
    for step in steps() {
        assert_ne!(
            step["run"].is_string(),
            step["uses"].is_string(),
            "a step runs or uses: {step}"
        );
    }
}

/// A branch of a stranger may be named like a command.
#[test]
fn no_script_pastes_what_others_have_named() {
    for step in steps() {
        let script = step["run"].as_str().unwrap_or_default();
        assert!(!script.contains("${{"), "{script}");
    }
}

#[test]
#[ignore = "`cargo cors diff` and `cargo cors scan` are not in this tree yet: remove this line with them"]
fn the_commands_exist() {
    let commands = commands();
    assert!(commands.len() >= 5, "{commands:?}");
    for words in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-cors"))
            .args([&words[0], "--help"])
            .output()
            .expect("the command runs");
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "`{}` is no command", words[0]);
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.contains(&format!("{option} ")), "{words:?}: no {option} in\n{help}");
        }
        if let Some(form) = words.iter().skip_while(|word| *word != "--format").nth(1) {
            assert!(help.contains(form), "{words:?}: no form {form} in\n{help}");
        }
    }
}
