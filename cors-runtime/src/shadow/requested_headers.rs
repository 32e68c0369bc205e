//! The headers that a preflight asks for, and whether a policy's answer names one.

use actix_web::HttpRequest;
use cors_rules::{Headers, Policy, grants_header};

use crate::request::facts;

/// The names, as they were sent.
pub(super) fn requested_headers(request: &HttpRequest) -> impl Iterator<Item = &[u8]> {
    let lines = facts::facts(request.head()).requested_headers;
    let names = lines.flat_map(|line| line.split(|byte| *byte == b','));
    names.map(<[u8]>::trim_ascii).filter(|name| !name.is_empty())
}

/// Whether the policy lists the name, or every name: what is safelisted alone is not in its answer.
pub(super) fn lists_header(policy: &Policy, name: &[u8]) -> bool {
    match &policy.headers {
        Headers::List(names) => names.find_ignoring_case(name).is_some(),
        Headers::Any { .. } => grants_header(policy, name),
    }
}
