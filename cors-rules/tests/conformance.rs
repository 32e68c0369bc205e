//! The library-neutral cases of `tests/conformance/`. Configurations: same verdict, and a code that
//! fits the reason. Requests: same decision; the headers of the answer are tested in
//! `cors-runtime`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod configurations;

use configurations::{read_cases, read_draft};
use cors_rules::{Checked, Decision, FieldLines, Request, check, decide};
use serde_json::Value;

/// The codes that stand for a coarse reason of the data.
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
    // The source of the cases does not have this rule, so there is no reason for it in the data.
    (
        "ok",
        &["any_origin_with_list", "method_case", "public_suffix_with_credentials", "unused_danger"],
    ),
];

#[test]
fn every_configuration_has_the_expected_verdict() {
    let cases = read_cases("config.json");
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
        ("valid" | "either", []) | ("either", ["unused_danger"]) => Ok(()),
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

#[test]
fn every_request_has_the_expected_decision() {
    let cases = read_cases("http.json");
    let mut judged = 0_usize;
    let mut failures = Vec::new();
    for case in cases.iter().filter(|case| !case["policy"].is_null()) {
        let expected = case["expect"]["kind"].as_str().unwrap();
        let policy = check(&read_draft(&case["policy"])).policy;
        judged += 1;
        let found = match policy {
            Some(policy) => kind(&decide_case(&policy, &case["request"])),
            // A policy that does not compile grants nothing.
            None if expected.ends_with("-denied") => expected,
            None => "a refused policy",
        };
        let alternatives = case["expect_alternatives"].as_array().map_or(&[][..], Vec::as_slice);
        let fits = found == expected || alternatives.iter().any(|other| other["kind"] == found);
        if !fits {
            failures.push(format!("{}: {found}, not {expected}", case["id"]));
        }
    }
    println!("{judged} requests judged, {} cases", cases.len());
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}

fn decide_case(policy: &cors_rules::Policy, request: &Value) -> Decision {
    let lines: Vec<(String, &[u8])> = request["headers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (line[0].as_str().unwrap().to_ascii_lowercase(), line[1].as_str().unwrap().as_bytes())
        })
        .collect();
    let of = |wanted: &'static str| {
        lines.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| *value)
    };
    let request = Request {
        is_options: request["method"] == "OPTIONS",
        origin: FieldLines::collect(of("origin")),
        requested_method: FieldLines::collect(of("access-control-request-method")),
        requested_headers: of("access-control-request-headers"),
    };
    decide(policy, &[], &request)
}

fn kind(decision: &Decision) -> &'static str {
    match decision {
        Decision::NotCors { .. } => "not-cors",
        Decision::Actual(Ok(_)) => "actual-allowed",
        Decision::Actual(Err(_)) => "actual-denied",
        Decision::Preflight(Ok(_)) => "preflight-ok",
        Decision::Preflight(Err(_)) => "preflight-denied",
    }
}
