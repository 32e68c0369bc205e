//! Reads the library-neutral cases of `tests/conformance/` and their configurations.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use cors_rules::{Danger, Draft, Entry, MaxAgeDraft, OriginsDraft};
use serde_json::Value;

/// The cases of one file.
pub fn read_cases(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance").join(file);
    let text = std::fs::read_to_string(path).expect("the data is in the workspace");
    serde_json::from_str(&text).expect("the data is JSON")
}

/// A configuration as a draft.
pub fn read_draft(config: &Value) -> Draft {
    let entries = |key: &str| -> Vec<Entry> {
        let list = config[key].as_array().map_or(&[][..], Vec::as_slice);
        list.iter().map(|text| Entry::from(text.as_str().unwrap())).collect()
    };
    // "Empty list = not configured."
    let written = |key: &str| Some(entries(key)).filter(|list| !list.is_empty());
    let flag = |key: &str| config["flags"][key].as_bool().unwrap_or(false);
    let dangers = [
        (Danger::InsecureOrigins, "tolerate_insecure_origins"),
        (Danger::PublicSuffixes, "tolerate_subdomains_of_public_suffixes"),
    ];
    Draft {
        origins: Some(OriginsDraft::List(entries("origins"))),
        methods: written("methods"),
        headers: written("request_headers"),
        expose: written("expose"),
        credentials: config["credentials"].as_bool().unwrap_or(false),
        // There -1 stands for "send 0".
        max_age: config["max_age"].as_i64().map(|seconds| {
            MaxAgeDraft::Seconds(if seconds == -1 { 0 } else { i128::from(seconds) })
        }),
        preflight_status: config["preflight_status"].as_i64().map(i128::from),
        dangerous: dangers.iter().filter(|row| flag(row.1)).map(|row| row.0).collect(),
        route_methods: ["GET", "HEAD", "POST"].map(str::to_owned).to_vec(),
        ..Draft::default()
    }
}
