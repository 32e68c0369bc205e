//! The lower bounds of the published crates are the versions that are tested here, and the newest actix-web that they
//! admit is the one that all other suites are built with.

use std::fs;

use cors_tests::root;
use toml::{Table, Value};

fn manifest(folder: &str) -> Table {
    let path = root().join(folder).join("Cargo.toml");
    fs::read_to_string(path).expect("a manifest").parse().expect("a manifest is TOML")
}

/// The requirement on a version, if there is one.
fn requirement(dependency: &Value) -> Option<&str> {
    dependency.as_str().or_else(|| dependency.get("version")?.as_str())
}

/// `>=4.9, <4.19` and `4.9` begin at `4.9.0`.
fn lower_bound(requirement: &str) -> String {
    let first = requirement.split(',').next().expect("there is a first part");
    let version = first.trim_start_matches(">=");
    let missing = 2 - version.matches('.').count();
    version.to_owned() + &".0".repeat(missing)
}

#[test]
fn every_bound_is_tested() {
    let pins = manifest("tests/oldest");
    let shared = manifest("");
    let mut wrong = Vec::new();
    for folder in ["cors-rules", "cors-macros", "cors-runtime"] {
        let own = manifest(folder);
        for (name, dependency) in own["dependencies"].as_table().expect("a table") {
            let written = match dependency.get("workspace") {
                Some(_) => &shared["workspace"]["dependencies"][name],
                None => dependency,
            };
            let bound = requirement(written).expect("a version");
            // The three crates depend on each other.
            if bound.starts_with('=') {
                continue;
            }
            let pin = pins["dependencies"].get(name).and_then(requirement);
            if pin != Some(&format!("={}", lower_bound(bound))) {
                wrong.push(format!("{folder}: `{name}` is `{bound}`, and tested is {pin:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_compiler_is_the_oldest() {
    let version = |manifest: &Table, at: &[&str]| {
        let value = at.iter().fold(&manifest[at[0]], |value, key| value.get(key).unwrap_or(value));
        value.as_str().expect("a version").to_owned()
    };
    let promised = version(&manifest(""), &["workspace", "package", "rust-version"]);
    assert_eq!(version(&manifest("tests/oldest"), &["package", "rust-version"]), promised);
}

/// Cargo prefers versions that the oldest compiler can build, so an update may take an older actix-web.
#[test]
fn the_newest_is_tested_by_the_other_suites() {
    let shared = manifest("");
    let range = requirement(&shared["workspace"]["dependencies"]["actix-web"]).expect("a version");
    let end = range.rsplit('<').next().expect("there is an end");
    let (major, minor) = end.split_once('.').expect("a minor version");
    let newest = format!("{major}.{}.", minor.parse::<u32>().expect("a number") - 1);
    let text = fs::read_to_string(root().join("Cargo.lock")).expect("a lock file");
    let lock: Table = text.parse().expect("a lock file is TOML");
    let mut packages = lock["package"].as_array().expect("an array").iter();
    let locked = packages.find(|package| package["name"].as_str() == Some("actix-web"));
    let version = locked.expect("it is there")["version"].as_str().expect("a text");
    assert!(
        version.starts_with(&newest),
        "Cargo.lock has actix-web {version}, and `{range}` admits {newest}x\n\
         help: CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=allow cargo update"
    );
}
