//! Request headers that scripts cannot set, by name and value. For names alone see the crate's
//! `header` module.

use crate::{is_forbidden_method, is_forbidden_request_header};

/// Whether the line is a
/// [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header): a script
/// that sets it is ignored without an error.
///
/// ```
/// use cors_rules::client::is_forbidden_request_header_line;
///
/// assert!(is_forbidden_request_header_line("Cookie", "a=b"));
/// assert!(is_forbidden_request_header_line("X-HTTP-Method-Override", "PUT, trace"));
/// assert!(!is_forbidden_request_header_line("X-HTTP-Method-Override", "PUT"));
/// ```
#[must_use]
pub fn is_forbidden_request_header_line(name: &str, value: &str) -> bool {
    is_forbidden_request_header(name.as_bytes())
        || (is_method_override(name)
            && split_quoted(value).iter().any(|method| is_forbidden_method(method.as_bytes())))
}

fn is_method_override(name: &str) -> bool {
    ["x-http-method", "x-http-method-override", "x-method-override"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// [Gets, decodes and splits](https://fetch.spec.whatwg.org/#header-value-get-decode-and-split) a
/// value: a comma inside a quoted string splits nothing, and quotation marks stay.
fn split_quoted(value: &str) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    value
        .split(|character| {
            let is_separator = character == ',' && !is_quoted;
            match character {
                _ if is_escaped => is_escaped = false,
                '\\' if is_quoted => is_escaped = true,
                '"' => is_quoted = !is_quoted,
                _ => {}
            }
            is_separator
        })
        .map(super::header_list::trim_blanks)
        .collect()
}
