//! Merging `Vary`: what a handler or another middleware wrote stays, nothing is repeated, `*` is
//! kept.

use actix_web::http::header::{HeaderMap, HeaderValue, VARY};

/// What a preflight's answer varies on where every origin gets the same one.
pub(crate) const PREFLIGHT_OF_ANY: HeaderValue =
    HeaderValue::from_static("Access-Control-Request-Method, Access-Control-Request-Headers");

/// What a preflight's answer varies on.
pub(crate) const PREFLIGHT: HeaderValue = HeaderValue::from_static(
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
);

/// What an actual response varies on.
pub(crate) const ORIGIN: HeaderValue = HeaderValue::from_static("Origin");

/// Makes sure that `Vary` names `Origin`, in one line and without repeats.
pub(crate) fn add_origin(headers: &mut HeaderMap) {
    let mut lines = headers.get_all(VARY);
    match (lines.next(), lines.next()) {
        (None, _) => headers.append(VARY, ORIGIN),
        (Some(only), None) if only == ORIGIN || only == "*" => {}
        _ => {
            if let Some(merged) = merged(headers) {
                headers.insert(VARY, merged);
            }
        }
    }
}

/// The elements of all lines and `Origin`; `*` alone where it is among them, for
/// [it covers the rest](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5).
fn merged(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut merged: Vec<&[u8]> = Vec::new();
    for line in headers.get_all(VARY) {
        for element in line.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
            if element == b"*" {
                return Some(HeaderValue::from_static("*"));
            }
            if !element.is_empty() && !names(&merged, element) {
                merged.push(element);
            }
        }
    }
    if !names(&merged, b"Origin") {
        merged.push(b"Origin");
    }
    HeaderValue::from_bytes(&merged.join(b", ".as_slice())).ok()
}

fn names(elements: &[&[u8]], name: &[u8]) -> bool {
    elements.iter().any(|element| element.eq_ignore_ascii_case(name))
}
