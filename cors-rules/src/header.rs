//! Header names: which ones scripts can never set or read, and which ones they always may.
//! Independent of any policy.

use crate::ignoring_case::equal_ignoring_case;

/// [Forbidden request-headers](https://fetch.spec.whatwg.org/#forbidden-request-header) by name, in
/// lower case.
pub(crate) const FORBIDDEN_REQUEST_HEADERS: &[&str] = &[
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// Names that only responses carry; in `headers` they are a misunderstanding.
pub(crate) const RESPONSE_SIDE_HEADERS: &[&str] = &[
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
];

/// Names that mean nothing to a script that reads a response; in `expose` they are a
/// misunderstanding.
pub(crate) const REQUEST_SIDE_HEADERS: &[&str] = &[
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-max-age",
    "access-control-request-headers",
    "access-control-request-method",
    "origin",
];

/// [Forbidden response-header
/// names](https://fetch.spec.whatwg.org/#forbidden-response-header-name).
pub(crate) const FORBIDDEN_RESPONSE_HEADERS: &[&str] = &["set-cookie", "set-cookie2"];

/// [CORS-safelisted response-header
/// names](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name).
pub(crate) const SAFELISTED_RESPONSE_HEADERS: &[&str] = &[
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];

/// Names that people mean when they misspell one; for "did you mean" alone.
pub(crate) const KNOWN_HEADERS: &[&str] = &[
    "accept",
    "accept-language",
    "authorization",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-range",
    "content-type",
    "etag",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "last-modified",
    "link",
    "location",
    "retry-after",
    "user-agent",
    "x-api-key",
    "x-csrf-token",
    "x-request-id",
    "x-requested-with",
];

const fn is_in(list: &[&str], name: &[u8]) -> bool {
    let mut rest = list;
    while let [known, others @ ..] = rest {
        if equal_ignoring_case(name, known.as_bytes()) {
            return true;
        }
        rest = others;
    }
    false
}

/// Whether a script can never set this request header, whatever the server grants.
///
/// ```
/// assert!(cors_rules::is_forbidden_request_header(b"Sec-Fetch-Site"));
/// assert!(!cors_rules::is_forbidden_request_header(b"user-agent"));
/// ```
#[must_use]
pub const fn is_forbidden_request_header(name: &[u8]) -> bool {
    is_in(FORBIDDEN_REQUEST_HEADERS, name)
        || starts_with(name, b"sec-")
        || starts_with(name, b"proxy-")
}

const fn starts_with(name: &[u8], prefix: &[u8]) -> bool {
    match name.split_at_checked(prefix.len()) {
        Some((start, _)) => equal_ignoring_case(start, prefix),
        None => false,
    }
}

/// Whether the name is that of a
/// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header);
/// whether the value is safe too, only the browser can decide.
///
/// ```
/// assert!(cors_rules::is_safelisted_request_header(b"Content-Type"));
/// assert!(!cors_rules::is_safelisted_request_header(b"authorization"));
/// ```
#[must_use]
pub const fn is_safelisted_request_header(name: &[u8]) -> bool {
    is_in(&["accept", "accept-language", "content-language", "content-type", "range"], name)
}

/// Whether scripts may always read this response header.
///
/// ```
/// assert!(cors_rules::is_safelisted_response_header(b"Content-Type"));
/// ```
#[must_use]
pub const fn is_safelisted_response_header(name: &[u8]) -> bool {
    is_in(SAFELISTED_RESPONSE_HEADERS, name)
}

pub(crate) const fn is_response_side_header(name: &[u8]) -> bool {
    is_in(RESPONSE_SIDE_HEADERS, name)
}

pub(crate) const fn is_request_side_header(name: &[u8]) -> bool {
    is_in(REQUEST_SIDE_HEADERS, name)
}

pub(crate) const fn is_forbidden_response_header(name: &[u8]) -> bool {
    is_in(FORBIDDEN_RESPONSE_HEADERS, name)
}
