//! The files of the suite against the table of rules: none without a file, and no warning without its silenced twin.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cors_rules::{RULES, Severity};

/// The files of one kind in a folder of the suite, in order.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui").join(folder);
    let entries = std::fs::read_dir(&path).expect("the folder is part of the repository");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.retain(|file| file.extension().is_some_and(|own| own == extension));
    files.sort();
    files
}

/// The name of a file without its extension.
pub(crate) fn stem(file: &Path) -> String {
    file.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

/// What the compiler cannot see: it is said when a server starts, and suite `events` shows how.
pub(crate) const SAID_AT_START: &[&str] = &["policy_without_methods"];

fn missing(severity: Severity, folder: &str, extension: &str) -> Vec<&'static str> {
    let stems: BTreeSet<String> = files(folder, extension).iter().map(|file| stem(file)).collect();
    let is_compiled = |code: &str| folder == "pass" || !SAID_AT_START.contains(&code);
    let rows = RULES.iter().filter(|row| row.severity == severity && is_compiled(row.code));
    rows.map(|row| row.code).filter(|code| !stems.contains(*code)).collect()
}

#[test]
fn every_rule_has_its_files() {
    let none: &[&str] = &[];
    assert_eq!(missing(Severity::Error, "fail", "rs"), none);
    assert_eq!(missing(Severity::Error, "fail", "stderr"), none);
    assert_eq!(missing(Severity::Warning, "warn", "rs"), none);
    assert_eq!(missing(Severity::Warning, "warn", "stderr"), none);
    assert_eq!(missing(Severity::Warning, "pass", "rs"), none);
}

/// A name that is no rule's would be a file that nobody misses.
#[test]
fn every_file_of_warn_is_a_rule() {
    for file in files("warn", "rs") {
        let rule = RULES.iter().find(|row| row.code == stem(&file));
        assert!(rule.is_some_and(|row| row.severity == Severity::Warning), "{}", file.display());
    }
}

/// The handler is registered: if the macro lost it, there would be one more error.
#[test]
fn every_handler_is_registered() {
    for folder in ["fail", "warn", "pass"] {
        for file in files(folder, "rs") {
            let text = std::fs::read_to_string(&file).expect("readable");
            assert!(text.starts_with("//! "), "{} says what it shows", file.display());
            assert!(text.contains("App::new()"), "{} registers its handlers", file.display());
        }
    }
}
