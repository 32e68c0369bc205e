//! What holds for every snapshot, whatever it says.

use std::path::Path;

use crate::files::{SAID_AT_START, files, stem};

/// Files about errors that are the compiler's own: our attribute adds none, but for `file_module`,
/// where the compiler does not say what to write.
const FOREIGN: &[&str] = &[
    "constant_types",
    "file_module",
    "missing_import",
    "not_a_set",
    "overlay_not_a_policy",
    "unfinished_body",
    "unreadable_route",
    "wrong_handler",
];

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).expect("readable")
}

/// The diagnostics of a snapshot, each with its lines.
fn diagnostics(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::to_owned).filter(|block| !block.trim().is_empty()).collect()
}

#[test]
fn every_snapshot_names_its_code() {
    for row in cors_rules::RULES.iter().filter(|row| !SAID_AT_START.contains(&row.code)) {
        let folder = if row.severity == cors_rules::Severity::Error { "fail" } else { "warn" };
        let file = files(folder, "stderr").into_iter().find(|file| stem(file) == row.code);
        let text = read(&file.unwrap_or_else(|| panic!("{} has a snapshot", row.code)));
        assert!(text.contains(&format!("[cors::{}]", row.code)), "{}:\n{text}", row.code);
    }
}

/// One mistake, one error: nothing follows from a broken attribute, and the item is not lost.
#[test]
fn nothing_follows_from_a_mistake() {
    for file in files("fail", "stderr") {
        if FOREIGN.contains(&stem(&file).as_str()) {
            continue;
        }
        for block in diagnostics(&read(&file)) {
            assert!(block.starts_with("error"), "{}:\n{block}", file.display());
            assert!(block.contains("[cors::"), "{}:\n{block}", file.display());
        }
    }
}

/// Each of our messages says what to write instead, where the standard says so, and how to ask for more about its own code.
#[test]
fn every_message_helps() {
    for file in files("fail", "stderr").iter().chain(&files("warn", "stderr")) {
        for block in diagnostics(&read(file)).iter().filter(|block| block.contains("[cors::")) {
            assert!(block.contains("help: "), "{}:\n{block}", file.display());
            assert!(block.contains("see: https://"), "{}:\n{block}", file.display());
            let codes = block.split("[cors::").skip(1).filter_map(|part| part.split_once(']'));
            for (code, _) in codes {
                let more = format!("more: `cargo cors explain {code}`");
                assert!(block.contains(&more), "{}:\n{block}", file.display());
            }
        }
    }
}

/// Types and places of the standard library and of dependencies change with every release.
#[test]
fn no_snapshot_shows_foreign_places() {
    for file in files("fail", "stderr").iter().chain(&files("warn", "stderr")) {
        let text = read(file);
        for place in
            ["$RUST", "$CARGO", "/rustc/", ".cargo", "__CORS", "__cors", "in this macro invocation"]
        {
            assert!(!text.contains(place), "{} shows {place}:\n{text}", file.display());
        }
    }
}
