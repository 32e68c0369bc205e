//! Keeps `docs/guide/other-crates.md` true: each row of its tables names tests of this package,
//! each test has a row, and the versions are those of the lock file. `lib.rs` runs its programs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../../docs/guide/other-crates.md");
const LOCK: &str = include_str!("Cargo.lock");

/// Name and text of each module.
fn modules() -> Vec<(String, String)> {
    let folder = fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the folder of this package");
    let files = folder.map(|entry| entry.expect("an entry").path());
    let is_module = |file: &Path| file.extension().is_some_and(|extension| extension == "rs");
    let read = |file: &Path| {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(file).expect("a text"))
    };
    files.filter(|file| is_module(file)).map(|file| read(&file)).collect()
}

/// `module::test` of every test that asks.
fn tests() -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for (module, text) in modules().iter().filter(|(module, _)| module != "guide") {
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if line == "#[actix_web::test]" || line == "#[test]" {
                let signature = lines.next().expect("a function below the attribute");
                let name = signature.trim_start_matches("async ").strip_prefix("fn ");
                let name = name.and_then(|rest| rest.split('(').next()).expect("a name");
                tests.insert(format!("{module}::{name}"));
            }
        }
    }
    tests
}

/// Cells of each row of the tables that name tests.
fn rows() -> Vec<Vec<&'static str>> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect();
    let rows = PAGE.lines().filter(|line| line.starts_with("| `"));
    rows.map(cells).collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn every_row_names_tests_and_every_test_has_a_row() {
    let mut named = BTreeSet::new();
    for row in rows() {
        let of_row: Vec<_> = quoted(row.last().expect("a cell")).map(str::to_owned).collect();
        assert!(!of_row.is_empty(), "no test: {row:?}");
        named.extend(of_row);
    }
    assert_eq!(named, tests(), "left: the page, right: the tests");
}

#[test]
fn the_versions_are_those_that_are_asked() {
    for row in rows() {
        let (name, version) = row[0].split_once(' ').expect("a crate and its version");
        let entry = format!("name = \"{}\"\nversion = \"{version}\"\n", name.trim_matches('`'));
        assert!(LOCK.contains(&entry), "not in the lock file: {}", row[0]);
    }
}
