//! A copy of the model with all faults in it, built once; each run switches one on. What web-platform-tests expect (suite
//! `wpt`) and what engines did with the generated cases (suite `differential`, `records.json`) have to notice every one. No
//! browser is needed: this is what the default run has everywhere.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use crate::faults::FAULTS;

/// What is no source; nor are folders that cargo has marked as its own.
const SKIPPED: &[&str] = &["tools", ".git"];
const SWITCH: &str = "CORS_FAULT";

#[test]
#[ignore = "builds the model once more; `tests/run --browsers` runs it"]
fn every_fault_of_the_model_is_noticed() {
    let copy = copy();
    let sound = run(&copy, None);
    let said = String::from_utf8_lossy(&sound.stderr);
    assert!(sound.status.success(), "the copy without a fault fails:\n{said}");
    let mut missed = Vec::new();
    for (number, fault) in FAULTS.iter().enumerate() {
        let output = run(&copy, Some(number));
        let noticed = failures(&output);
        println!("{}: {}", fault.name, if noticed.is_empty() { "MISSED" } else { &noticed });
        if noticed.is_empty() {
            missed.push(fault.name);
        }
    }
    println!("{} faults, {} missed", FAULTS.len(), missed.len());
    assert!(missed.is_empty(), "{missed:?}");
}

/// The sources, with every fault behind its switch.
fn copy() -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faulty-model");
    let _ = fs::remove_dir_all(&copy);
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), &copy);
    let client = copy.join("cors-rules/src/client");
    for (number, fault) in FAULTS.iter().enumerate() {
        let path = client.join(fault.file);
        let source = fs::read_to_string(&path).expect("a file of the model");
        let found = source.matches(fault.was).count();
        assert!(
            found == 1,
            "{}: `{}` stands {found} times in {}",
            fault.name,
            fault.was,
            fault.file
        );
        let is = fault.is.replace("IS_ON", &format!("crate::client::fault::is_on({number})"));
        fs::write(&path, source.replace(fault.was, &is)).expect("the copy can be written");
    }
    let module = client.join("mod.rs");
    let mut text = fs::read_to_string(&module).expect("the module");
    text.push_str(SWITCHES);
    fs::write(module, text).expect("the copy can be written");
    copy
}

/// What the copy asks whether a fault is on.
const SWITCHES: &str = r#"
mod fault {
    pub(super) fn is_on(number: usize) -> bool {
        static ON: std::sync::OnceLock<Option<usize>> = std::sync::OnceLock::new();
        *ON.get_or_init(|| std::env::var("CORS_FAULT").ok()?.parse().ok()) == Some(number)
    }
}
"#;

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_owned();
        let is_built = path.join("CACHEDIR.TAG").exists();
        if is_built || SKIPPED.iter().any(|skipped| name == *skipped) {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a file");
        }
    }
}

/// Runs the two suites of the copy, with one fault or none.
fn run(copy: &Path, fault: Option<usize>) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(copy).env("CARGO_TARGET_DIR", target).env_remove(SWITCH);
    command.args(["test", "--workspace", "--all-features", "--no-fail-fast", "--offline"]);
    command.args(["--test", "wpt", "--test", "differential", "--", "the_model_"]);
    if let Some(fault) = fault {
        command.env(SWITCH, fault.to_string());
    }
    command.output().expect("cargo runs")
}

/// The tests that failed, in one line; nothing where cargo itself did.
fn failures(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    let failed = text.lines().filter_map(|line| line.strip_suffix(" ... FAILED"));
    failed.filter_map(|line| line.strip_prefix("test ")).collect::<Vec<_>>().join(", ")
}
