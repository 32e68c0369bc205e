//! Policies from drafts, and requests that they decide, for the tests of decisions.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use cors_rules::{
    Decision, FieldLines, Matched, Policy, PreflightGrant, Refusal, Request, check, decide,
};
use serde_json::{Value, json};

use crate::drafts;

pub fn policy(draft: &Value) -> Policy {
    let checked = check(&drafts::read_draft(draft));
    assert!(checked.policy.is_some(), "{:?}", checked.issues);
    checked.policy.unwrap()
}

/// `https://a.example`, PUT and `x-name`.
pub fn listed() -> Policy {
    policy(
        &json!({"origins": ["https://a.example", "https://*.b.example"], "methods": ["PUT"], "headers": ["x-name"]}),
    )
}

pub fn origin_lines<'a>(lines: &[&'a str]) -> FieldLines<'a> {
    FieldLines::collect(lines.iter().map(|line| line.as_bytes()))
}

pub fn ask_actual(policy: &Policy, origins: &[&str]) -> Decision {
    let request = Request {
        is_options: false,
        origin: origin_lines(origins),
        requested_method: FieldLines::Absent,
        requested_headers: std::iter::empty(),
    };
    decide(policy, &[], &request)
}

pub fn ask_preflight(
    policy: &Policy,
    origin: &str,
    method: &str,
    headers: &[&str],
) -> Result<PreflightGrant, Refusal> {
    let request = Request {
        is_options: true,
        origin: FieldLines::One(origin.as_bytes()),
        requested_method: FieldLines::One(method.as_bytes()),
        requested_headers: headers.iter().map(|line| line.as_bytes()),
    };
    match decide(policy, &["DELETE"], &request) {
        Decision::Preflight(result) => result,
        other => panic!("no preflight: {other:?}"),
    }
}

/// Asks for headers with everything else granted.
pub fn ask_headers(policy: &Policy, lines: &[&str]) -> Result<PreflightGrant, Refusal> {
    ask_preflight(policy, "https://a.example", "PUT", lines)
}

pub const PLAIN: PreflightGrant = PreflightGrant {
    origin: Matched::Listed(0),
    headers_requested: false,
    mirror_method: false,
    mirror_headers: false,
};
