//! Method names: valid, forbidden, safelisted, normalised. Independent of any policy.

use crate::ignoring_case::equal_ignoring_case;

/// Whether the bytes are an HTTP [token](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2).
///
/// ```
/// assert!(cors_rules::is_token(b"PURGE"));
/// assert!(!cors_rules::is_token(b"A B"));
/// assert!(!cors_rules::is_token(b""));
/// ```
#[must_use]
pub const fn is_token(text: &[u8]) -> bool {
    let mut rest = text;
    while let [byte, others @ ..] = rest {
        if !is_token_byte(*byte) {
            return false;
        }
        rest = others;
    }
    !text.is_empty()
}

/// Whether a byte may stand in a token.
pub(crate) const fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

/// [CORS-safelisted methods](https://fetch.spec.whatwg.org/#cors-safelisted-method): a preflight
/// need not list them.
///
/// ```
/// assert!(cors_rules::is_safelisted_method(b"GET"));
/// assert!(!cors_rules::is_safelisted_method(b"get"));
/// ```
#[must_use]
pub const fn is_safelisted_method(method: &[u8]) -> bool {
    matches!(method, b"GET" | b"HEAD" | b"POST")
}

/// [Forbidden methods](https://fetch.spec.whatwg.org/#forbidden-method), in any case: no browser
/// sends them.
///
/// ```
/// assert!(cors_rules::is_forbidden_method(b"Trace"));
/// ```
#[must_use]
pub const fn is_forbidden_method(method: &[u8]) -> bool {
    equal_ignoring_case(method, b"CONNECT")
        || equal_ignoring_case(method, b"TRACE")
        || equal_ignoring_case(method, b"TRACK")
}

/// [Normalises](https://fetch.spec.whatwg.org/#concept-method-normalize) a method as `fetch` does:
/// six names in any case become upper case; all others, `patch` included, stay as they are.
///
/// ```
/// assert_eq!(cors_rules::normalize_method("put"), "PUT");
/// assert_eq!(cors_rules::normalize_method("patch"), "patch");
/// ```
#[must_use]
pub const fn normalize_method(method: &str) -> &str {
    let mut known: &[&str] = &["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
    while let [first, others @ ..] = known {
        if equal_ignoring_case(method.as_bytes(), first.as_bytes()) {
            return first;
        }
        known = others;
    }
    method
}

/// PATCH in another case, which `fetch` leaves as it is: another method, which no server handles.
pub(crate) const fn is_miswritten_patch(method: &[u8]) -> bool {
    equal_ignoring_case(method, b"PATCH") && !matches!(method, b"PATCH")
}

/// The methods that actix-web has an attribute for: what a bare word in the key `methods` names.
///
/// ```
/// assert!(cors_rules::STANDARD_METHODS.contains(&"QUERY"));
/// assert!(!cors_rules::STANDARD_METHODS.contains(&"PURGE"));
/// ```
pub const STANDARD_METHODS: [&str; 10] =
    ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "QUERY"];
