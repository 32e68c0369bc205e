//! Merging `Vary`: what a handler or another middleware wrote stays, nothing is repeated, `*` is
//! kept.

use actix_web::http::header::{HeaderMap, HeaderValue, VARY};
use cors_rules::OriginSource;

use crate::policy::prepared::PreparedPolicy;

/// What a preflight's answer varies on where every origin gets the same one.
const PREFLIGHT_OF_ANY: HeaderValue =
    HeaderValue::from_static("Access-Control-Request-Method, Access-Control-Request-Headers");

/// What a preflight's answer varies on.
const PREFLIGHT: HeaderValue = HeaderValue::from_static(
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
);

/// What an actual response varies on.
const ORIGIN: HeaderValue = HeaderValue::from_static("Origin");

/// What the answer of a policy to a preflight varies on.
pub(crate) fn of_preflight(policy: &PreparedPolicy) -> HeaderValue {
    if policy.rules.origins.is_any() {
        return PREFLIGHT_OF_ANY;
    }
    with_others(PREFLIGHT, others(policy))
}

/// What a response by a policy varies on that is not for everybody.
pub(crate) fn of_actual(policy: &PreparedPolicy) -> HeaderValue {
    with_others(ORIGIN, others(policy))
}

/// The headers by which the policy looks its origins up.
fn others(policy: &PreparedPolicy) -> Option<&str> {
    policy.rules.origins.source().and_then(OriginSource::vary)
}

fn with_others(value: HeaderValue, others: Option<&str>) -> HeaderValue {
    let Some(others) = others else { return value };
    let all = [value.as_bytes(), b", ", others.as_bytes()].concat();
    HeaderValue::from_bytes(&all).unwrap_or(value)
}

/// Makes sure that `Vary` names `Origin`, and whatever else the policy looks at, in one line and
/// without repeats.
pub(crate) fn add_origin(headers: &mut HeaderMap, policy: &PreparedPolicy) {
    let others = others(policy);
    let mut lines = headers.get_all(VARY);
    match (lines.next(), lines.next()) {
        (None, _) => headers.append(VARY, of_actual(policy)),
        (Some(only), None) if only == "*" || only == ORIGIN && others.is_none() => {}
        _ => {
            if let Some(merged) = merged(headers, others) {
                headers.insert(VARY, merged);
            }
        }
    }
}

/// The elements of all lines, `Origin` and others; `*` alone where it is among them, for
/// [it covers the rest](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5).
fn merged(headers: &HeaderMap, others: Option<&str>) -> Option<HeaderValue> {
    let mut merged: Vec<&[u8]> = Vec::new();
    let lines = headers.get_all(VARY).map(HeaderValue::as_bytes);
    for line in lines.chain([b"Origin".as_slice()]).chain(others.map(str::as_bytes)) {
        for element in line.split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
            if element == b"*" {
                return Some(HeaderValue::from_static("*"));
            }
            if !element.is_empty() && !names(&merged, element) {
                merged.push(element);
            }
        }
    }
    HeaderValue::from_bytes(&merged.join(b", ".as_slice())).ok()
}

fn names(elements: &[&[u8]], name: &[u8]) -> bool {
    elements.iter().any(|element| element.eq_ignore_ascii_case(name))
}
