//! The table of names above public suffixes agrees with the list in use, and the rule holds for the
//! whole list.
//!
//! To renew the table after an update of `psl`:
//! `CORS_RULES_BLESS=1 cargo test -p cors-rules --test public_suffix`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use cors_rules::{Draft, Entry, Issue, OriginsDraft, check};
use serde_json::Value;

/// The rules of the list, as the crate `psl` carries them: `com`, `*.ck`, `!www.ck`.
fn read_rules() -> Vec<String> {
    let path = find_psl().join("data/rules.txt");
    let text = std::fs::read_to_string(&path).expect("psl carries the list it was made from");
    let rules = text.lines().map(str::trim);
    rules.filter(|line| !line.is_empty() && !line.starts_with("//")).map(to_ascii).collect()
}

/// The folder of the `psl` that this build uses.
fn find_psl() -> PathBuf {
    let run = |more: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version=1"])
            .args(more)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs");
        output.status.success().then_some(output.stdout)
    };
    // Everything is downloaded already, unless a dependency of another platform is missing.
    let stdout = run(&["--offline"]).or_else(|| run(&[])).expect("cargo knows the packages");
    let metadata: Value = serde_json::from_slice(&stdout).expect("the metadata is JSON");
    let packages = metadata["packages"].as_array().unwrap();
    let psl = packages.iter().find(|package| package["name"] == "psl").expect("psl is used");
    Path::new(psl["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned()
}

/// Only the labels are converted: `*` and `!` are no part of a name.
fn to_ascii(rule: &str) -> String {
    let prefix = ["!", "*."].into_iter().find(|prefix| rule.starts_with(prefix)).unwrap_or("");
    format!("{prefix}{}", idna::domain_to_ascii(&rule[prefix.len()..]).unwrap())
}

/// Every name of two labels or more that stands above a rule, and is no rule itself.
fn ancestors(rules: &[String]) -> BTreeSet<&str> {
    let known: BTreeSet<&str> = rules.iter().map(String::as_str).collect();
    let suffixes = rules.iter().filter(|rule| !rule.starts_with('!'));
    suffixes
        .flat_map(|rule| rule.match_indices('.').map(|(dot, _)| &rule[dot + 1..]))
        .filter(|name| name.contains('.') && !known.contains(name))
        .collect()
}

#[test]
fn the_table_agrees_with_the_list() {
    let rules = read_rules();
    let expected: String = ancestors(&rules).into_iter().flat_map(|name| [name, "\n"]).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/public_suffix_ancestors.txt");
    if std::env::var_os("CORS_RULES_BLESS").is_some() {
        std::fs::write(&path, &expected).unwrap();
        return;
    }
    let table = std::fs::read_to_string(&path).unwrap();
    assert!(
        table == expected,
        "the table is out of date; the first lines of this file say how to renew it"
    );
}

/// The code that `https://*.base` gets with credentials.
fn code_of(base: &str) -> Option<&'static str> {
    let draft = Draft {
        origins: Some(OriginsDraft::List(vec![Entry::from(format!("https://*.{base}"))])),
        credentials: true,
        ..Draft::default()
    };
    check(&draft).issues.first().map(Issue::code)
}

#[test]
fn no_wildcard_over_a_suffix_or_above_one_gets_credentials() {
    let rules = read_rules();
    assert!(rules.len() > 9000, "the list is there");
    for rule in &rules {
        if let Some(exception) = rule.strip_prefix('!') {
            assert_eq!(code_of(exception), None, "{rule}");
            continue;
        }
        let suffix = rule.replace('*', "anything");
        let names = suffix.match_indices('.').map(|(dot, _)| &suffix[dot + 1..]);
        for name in names.chain([suffix.as_str()]) {
            assert_eq!(code_of(name), Some("public_suffix_with_credentials"), "{name} of {rule}");
            let rooted = format!("{name}.");
            assert_eq!(code_of(&rooted), Some("public_suffix_with_credentials"), "{rooted}");
        }
    }
}

/// A name with one label more than a suffix belongs to somebody.
#[test]
fn a_registrable_domain_gets_credentials() {
    let rules = read_rules();
    let above = ancestors(&rules);
    let known: BTreeSet<&str> = rules.iter().map(String::as_str).collect();
    let mut count = 0;
    for rule in rules.iter().filter(|rule| !rule.starts_with(['!', '*'])) {
        let name = format!("cors-rules-test.{rule}");
        let wildcard = format!("*.{rule}");
        if known.contains(wildcard.as_str()) || above.contains(name.as_str()) {
            continue;
        }
        assert_eq!(code_of(&name), None, "{name}");
        count += 1;
    }
    assert!(count > 9000, "{count}");
}
