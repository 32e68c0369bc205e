//! Merging `Vary`: what a handler or another middleware wrote stays, nothing is repeated, `*` is kept.

use actix_web::http::header::{HeaderMap, HeaderValue, VARY};

/// What a preflight's answer varies on where every origin gets the same one.
pub(crate) const PREFLIGHT_OF_ANY: &str =
    "Access-Control-Request-Method, Access-Control-Request-Headers";

/// What a preflight's answer varies on.
pub(crate) const PREFLIGHT: &str =
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

/// Makes sure that `Vary` names `Origin`, in one line.
pub(crate) fn add_origin(headers: &mut HeaderMap) {
    if !headers.contains_key(VARY) {
        headers.insert(VARY, HeaderValue::from_static("Origin"));
        return;
    }
    if let Some(merged) = merged(headers) {
        headers.insert(VARY, merged);
    }
}

/// All lines as one with `Origin` added; `None` where nothing is to be changed: `Origin` or `*` is there already.
fn merged(headers: &HeaderMap) -> Option<HeaderValue> {
    let elements = || {
        headers
            .get_all(VARY)
            .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
            .map(<[u8]>::trim_ascii)
            .filter(|element| !element.is_empty())
    };
    if elements().any(|element| element == b"*" || element.eq_ignore_ascii_case(b"origin")) {
        return None;
    }
    let mut merged: Vec<u8> = Vec::new();
    for (index, element) in elements().enumerate() {
        if !elements().take(index).any(|earlier| earlier.eq_ignore_ascii_case(element)) {
            merged.extend_from_slice(element);
            merged.extend_from_slice(b", ");
        }
    }
    merged.extend_from_slice(b"Origin");
    HeaderValue::from_bytes(&merged).ok()
}
