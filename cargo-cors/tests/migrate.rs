//! `cargo cors migrate`, as somebody runs it: on fixtures of this folder, and on the applications of
//! suite `applications`, which compiles what is printed and compares it with what a person wrote.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-cors"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("migrate").args(arguments);
    command.output().expect("the command runs")
}

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// What becomes of the chains of a file.
fn migrated(file: &str) -> Vec<Value> {
    serde_json::from_str(&said(&[file, "--format", "json"])).expect("a list")
}

fn code(migration: &Value) -> &str {
    migration["code"].as_str().unwrap_or_default()
}

/// The notes about a line, as `kind: why`.
fn notes(migration: &Value, line: u64) -> Vec<String> {
    let notes = migration["notes"].as_array().expect("notes").iter();
    let text = |note: &Value, key: &str| note[key].as_str().unwrap_or_default().to_owned();
    notes
        .filter(|note| note["line"] == line)
        .map(|note| format!("{}: {} {}", text(note, "kind"), text(note, "why"), text(note, "code")))
        .collect()
}

fn origins(migration: &Value) -> Option<&str> {
    code(migration).lines().find_map(|line| line.trim().strip_prefix("origins = "))
}

#[test]
fn values_of_the_source_become_a_static_policy() {
    let all = migrated("tests/migrate/fixed.rs");
    assert_eq!(all.len(), 4);
    assert_eq!((&all[0]["line"], &all[0]["form"]), (&Value::from(9), &Value::from("static")));
    let keys = [
        r#"origins = ["https://a.example"],"#,
        "methods = [GET, PUT],",
        r#"headers = ["content-type", "authorization"],"#,
        r#"expose = ["x-total"],"#,
        "credentials,",
        "max_age = 3600,",
        "reject_unlisted,",
    ];
    for key in keys {
        assert!(code(&all[0]).contains(key), "{key}\n{}", code(&all[0]));
    }
    // Each refused value on its own line.
    for (line, expected) in [
        (11, "origin_trailing_slash"),
        (12, "insecure_origin_with_credentials"),
        (15, "header_forbidden"),
        (16, "expose_forbidden"),
    ] {
        let notes = notes(&all[0], line);
        assert!(
            matches!(notes.as_slice(), [note] if note.ends_with(expected)),
            "{line}: {notes:?}"
        );
    }
    assert!(notes(&all[0], 19)[0].starts_with("no equivalent: without `Vary"));
}

/// Nothing that is printed gives a visitor's credentials to everybody.
#[test]
fn everybody_gets_no_credentials() {
    let all = migrated("tests/migrate/fixed.rs");
    let everybody = migrated("tests/migrate/closures.rs");
    for migration in [&all[1], &all[3], everybody.last().expect("the last chain")] {
        assert_eq!(origins(migration), Some("any,"));
        assert!(!code(migration).contains("credentials"), "{}", code(migration));
        assert!(migration["notes"].to_string().contains("credentials"));
    }
    assert_eq!((&all[2]["form"], &all[2]["code"]), (&Value::from("nothing"), &Value::Null));
}

#[test]
fn a_closure_becomes_what_it_compares_or_nobody() {
    let all = migrated("tests/migrate/closures.rs");
    let found: Vec<_> =
        all.iter().map(|migration| origins(migration).unwrap_or_default()).collect();
    let nobody = "from(ORIGINS),";
    assert_eq!(
        found,
        [
            r#"["https://*.a.example", "http://localhost:*", "https://b.example"],"#,
            r#"["http://192.168.0.0/16:*"],"#,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            "any,",
        ]
    );
}

#[test]
fn conditions_and_loops_stay_around_what_they_decide() {
    let all = migrated("tests/migrate/built.rs");
    assert_eq!(all.len(), 3, "the builder of another crate is none: {all:#?}");
    let text = code(&all[0]);
    let (before, branch) = text.split_once("if settings.any {").expect("the condition");
    assert!(!before.contains("any_origin") && !before.contains("credentials"), "{text}");
    let (any, listed) = branch.split_once("} else {").expect("the other branch");
    assert!(any.contains(".any_origin()") && !any.contains("credentials"), "{text}");
    assert!(
        listed.contains("for origin in &settings.origins {")
            && listed.contains(".credentials(true)")
    );
    assert!(code(&all[1]).contains("for origin in settings.origins.iter() {"));
    let arm = "match mode {\n    Mode::Open => {\n        policy = policy.any_origin();\n    }\n    _ => {}\n}\n";
    assert!(code(&all[2]).contains(arm), "{}", code(&all[2]));
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, content) in [("broken.rs", "fn main( {"), ("binary.rs", "\u{0}"), ("empty.rs", "")] {
        fs::write(folder.join(name), content).expect("a file");
        let output = run(&[folder.join(name).to_str().expect("a path")]);
        if content.is_empty() {
            assert!(String::from_utf8_lossy(&output.stdout).starts_with("no builder of"));
            continue;
        }
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(&format!("{name}:1:")),
            "{output:?}"
        );
    }
    assert_eq!(run(&["no/such/file.rs"]).status.code(), Some(2));
    assert_eq!(run(&[]).status.code(), Some(2));
}

/// `tests/applications` compiles these files, and compares the policies in them with those that were
/// written by hand. `BLESS=1 cargo test -p cargo-cors --test migrate` writes them anew.
#[test]
fn the_applications_have_what_is_printed() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/applications");
    for application in ["hyperswitch", "lemmy", "qdrant", "suffix"] {
        let source = folder.join(format!("{application}.rs"));
        let all = migrated(source.to_str().expect("a path"));
        let written = match all.as_slice() {
            [only] => only,
            other => panic!("{application}: {} chains", other.len()),
        };
        let (_, body) = code(written).split_once("\n\n").expect("imports, and then the code");
        let expected = match written["form"].as_str() {
            Some("static") => format!("{{\n{body}&POLICY\n}}\n"),
            _ => format!("{{\n{body}policy\n}}\n"),
        };
        let file = folder.join("migrated").join(format!("{application}.in"));
        if env::var_os("BLESS").is_some() {
            fs::write(&file, &expected).expect("a file");
        }
        let found = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(found, expected, "{} is not what is printed", file.display());
    }
}
