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

/// What tells that the page of another origin makes a request without `Origin`.
pub(crate) const FETCH_METADATA: HeaderValue =
    HeaderValue::from_static("Sec-Fetch-Site, Sec-Fetch-Mode, Sec-Fetch-Dest");

/// What the answer of a policy to a preflight varies on.
#[inline]
pub(crate) fn of_preflight(policy: &PreparedPolicy) -> HeaderValue {
    match policy.rules.origins.source() {
        None if policy.rules.origins.is_any() => PREFLIGHT_OF_ANY,
        None => PREFLIGHT,
        Some(source) if source.is_any() => PREFLIGHT_OF_ANY,
        Some(source) => with_others(PREFLIGHT, source),
    }
}

/// What a response by a policy varies on that is not for everybody.
#[inline]
pub(crate) fn of_actual(policy: &PreparedPolicy) -> HeaderValue {
    match policy.rules.origins.source() {
        None => ORIGIN,
        Some(source) => with_others(ORIGIN, source),
    }
}

/// With the headers by which the source looks origins up.
#[inline(never)]
fn with_others(value: HeaderValue, source: &dyn OriginSource) -> HeaderValue {
    let Some(others) = source.vary() else { return value };
    let all = [value.as_bytes(), b", ", others.as_bytes()].concat();
    HeaderValue::from_bytes(&all).unwrap_or(value)
}

/// Makes sure that `Vary` names `Origin`, and whatever else the policy looks at, in one line and
/// without repeats.
pub(crate) fn add_origin(headers: &mut HeaderMap, policy: &PreparedPolicy) {
    let elements = of_actual(policy);
    let mut lines = headers.get_all(VARY);
    match (lines.next(), lines.next()) {
        (Some(only), None) if only == "*" || only == elements => {}
        _ => add(headers, &elements),
    }
}

/// Makes sure that `Vary` names these elements, in one line and without repeats.
pub(crate) fn add(headers: &mut HeaderMap, elements: &HeaderValue) {
    if !headers.contains_key(VARY) {
        headers.append(VARY, elements.clone());
    } else if let Some(merged) = merged(headers, elements) {
        headers.insert(VARY, merged);
    }
}

/// The elements of all lines and these; `*` alone where it is among them, for
/// [it covers the rest](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5).
fn merged(headers: &HeaderMap, added: &HeaderValue) -> Option<HeaderValue> {
    let mut merged: Vec<&[u8]> = Vec::new();
    for line in headers.get_all(VARY).chain([added]) {
        for element in line.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
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
