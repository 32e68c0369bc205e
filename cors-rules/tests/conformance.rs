//! The library-neutral cases of `tests/conformance/config.json`: same verdict, and a code that fits the reason.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use cors_rules::{Checked, Danger, Draft, Entry, MaxAgeDraft, OriginsDraft, Severity, check};
use serde_json::Value;

/// Which codes say what a coarse reason of the data says.
const REASONS: &[(&str, &[&str])] = &[
    ("origin-missing", &["missing_origins", "empty_origins"]),
    ("origin-empty", &["origin_missing_scheme"]),
    ("origin-no-scheme", &["origin_missing_scheme"]),
    ("origin-no-scheme-separator", &["origin_missing_scheme"]),
    ("origin-bad-scheme", &["origin_bad_scheme"]),
    ("origin-file-scheme", &["origin_file_scheme"]),
    ("origin-null", &["origin_null"]),
    ("origin-path", &["origin_path", "origin_trailing_slash"]),
    ("origin-query", &["origin_query"]),
    ("origin-whitespace", &["origin_whitespace"]),
    ("origin-uppercase", &["origin_uppercase"]),
    ("origin-non-ascii-host", &["origin_unicode_host"]),
    ("origin-bad-host-char", &["origin_bad_host"]),
    ("origin-no-host", &["origin_bad_host"]),
    ("origin-empty-label", &["origin_bad_host"]),
    ("origin-hyphen-placement", &["origin_bad_host"]),
    ("origin-label-too-long", &["origin_bad_host"]),
    ("origin-host-too-long", &["origin_bad_host", "origin_too_long"]),
    ("origin-malformed-ip", &["origin_bad_ip"]),
    ("origin-non-canonical-ip", &["origin_bad_ip"]),
    ("origin-ipv4-mapped-ipv6", &["origin_bad_ip"]),
    ("origin-bracket-mismatch", &["origin_bad_ip"]),
    ("origin-junk-after-ip", &["origin_bad_ip", "origin_bad_port"]),
    ("origin-wildcard-with-ip", &["origin_bad_wildcard"]),
    ("origin-bad-wildcard", &["origin_bad_wildcard"]),
    ("origin-bad-port", &["origin_bad_port"]),
    ("origin-default-port", &["origin_default_port"]),
    ("wildcard-origin-with-credentials", &["any_origin_with_credentials"]),
    ("insecure-origin-with-credentials", &["insecure_origin_with_credentials"]),
    ("public-suffix-with-credentials", &["public_suffix_with_credentials"]),
    ("method-invalid", &["method_invalid"]),
    ("method-forbidden", &["method_forbidden"]),
    ("request-header-invalid", &["header_invalid"]),
    ("request-header-forbidden", &["header_forbidden"]),
    ("request-header-prohibited", &["header_is_response_header"]),
    ("response-header-invalid", &["expose_invalid"]),
    ("response-header-forbidden", &["expose_forbidden"]),
    ("response-header-prohibited", &["expose_is_request_header"]),
    ("max-age-out-of-bounds", &["max_age_invalid"]),
    ("preflight-status-out-of-bounds", &["preflight_status_invalid"]),
    // Stricter here than where the cases come from, so that the data has no reason of its own.
    (
        "ok",
        &["any_origin_with_list", "method_case", "public_suffix_with_credentials", "unused_danger"],
    ),
];

#[test]
fn every_configuration_has_the_expected_verdict() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance/config.json");
    let text = std::fs::read_to_string(path).expect("the data is in the workspace");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("the data is JSON");
    let mut counts = [0_usize; 3];
    let mut failures = Vec::new();
    for case in &cases {
        let checked = check(&read_draft(&case["config"]));
        let verdict = case["verdict"].as_str().unwrap();
        counts[["valid", "invalid", "either"].iter().position(|name| *name == verdict).unwrap()] +=
            1;
        if let Err(why) = judge(verdict, case["reason"].as_str().unwrap(), &checked) {
            failures.push(format!("{}: {why}", case["id"]));
        }
    }
    let [valid, invalid, either] = counts;
    println!("{} cases: {valid} valid, {invalid} invalid, {either} either", cases.len());
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

fn judge(verdict: &str, reason: &str, checked: &Checked) -> Result<(), String> {
    let errors: Vec<&str> = checked.errors().map(cors_rules::Issue::code).collect();
    assert_eq!(checked.policy.is_none(), !errors.is_empty());
    match (verdict, errors.as_slice()) {
        ("valid" | "either", []) => Ok(()),
        ("either", ["unused_danger"]) => Ok(()),
        ("invalid", []) => Err(format!("accepted, though {reason}")),
        ("invalid", _) if reason == "multiple" => Ok(()),
        ("invalid", errors) => {
            let allowed =
                REASONS.iter().find(|(known, _)| *known == reason).map_or(&[][..], |row| row.1);
            let fits = errors.iter().all(|code| allowed.contains(code));
            if fits { Ok(()) } else { Err(format!("{errors:?} for {reason}")) }
        }
        _ => Err(format!("{verdict}, but {errors:?}")),
    }
}

fn read_draft(config: &Value) -> Draft {
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

#[test]
fn warnings_forbid_nothing() {
    let draft = Draft {
        origins: Some(OriginsDraft::List(vec![
            "https://a.example".into(),
            "https://a.example".into(),
        ])),
        ..Draft::default()
    };
    let checked = check(&draft);
    assert!(checked.policy.is_some());
    assert_eq!(checked.issues.len(), 1);
    assert_eq!(checked.issues[0].severity(), Severity::Warning);
}
