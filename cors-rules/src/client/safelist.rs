//! Which request headers may go without a preflight, by name and value. For names alone see the
//! crate's `header` module, for headers that scripts may not set at all `forbidden`.

use super::client_hint::is_safe_client_hint;
use super::{Profile, mime_essence, parse_single_range};

/// The longest safelisted value, in bytes.
const MAX_VALUE: usize = 128;
/// The most bytes of all safelisted values together.
const MAX_VALUES: usize = 1024;

/// Whether name and value make a
/// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
///
/// ```
/// use cors_rules::client::{Profile, is_cors_safelisted_request_header};
///
/// let safe = |name: &str, value: &str| {
///     is_cors_safelisted_request_header(name.as_bytes(), value.as_bytes(), Profile::Standard)
/// };
/// assert!(safe("Content-Type", "text/plain;charset=utf-8"));
/// assert!(!safe("Content-Type", "application/json"));
/// assert!(safe("Range", "bytes=0-5"));
/// assert!(!safe("Range", "bytes=-5"));
/// assert!(!safe("Accept", "\"quoted\""));
/// ```
#[must_use]
pub fn is_cors_safelisted_request_header(name: &[u8], value: &[u8], profile: Profile) -> bool {
    if value.len() > MAX_VALUE {
        return false;
    }
    match name.to_ascii_lowercase().as_slice() {
        b"accept" => !has_unsafe_byte(value, profile),
        b"accept-language" | b"content-language" => value.iter().copied().all(is_language_byte),
        b"content-type" => {
            !has_unsafe_byte(value, profile) && has_safe_content_type(value, profile)
        }
        b"range" => matches!(parse_single_range(value), Some((Some(_), _))),
        hint => profile.safelists_client_hints() && is_safe_client_hint(hint, value),
    }
}

fn has_safe_content_type(value: &[u8], profile: Profile) -> bool {
    if profile.content_types_have_strict_parameters() && !has_strict_parameters(value) {
        return false;
    }
    mime_essence(value).is_some_and(|essence| {
        matches!(
            essence.as_str(),
            "application/x-www-form-urlencoded" | "multipart/form-data" | "text/plain"
        )
    })
}

/// Whether nothing after the first semicolon is what strict parsers refuse.
fn has_strict_parameters(value: &[u8]) -> bool {
    let mut parts = value.trim_ascii().splitn(2, |byte| *byte == b';').skip(1);
    parts.all(|parameters| !parameters.contains(&b',') && !parameters.ends_with(b";"))
}

fn has_unsafe_byte(value: &[u8], profile: Profile) -> bool {
    let is_unsafe =
        |byte: u8| is_unsafe_byte(byte) || (!byte.is_ascii() && profile.safelists_ascii_only());
    value.iter().copied().any(is_unsafe)
}

/// A [CORS-unsafe request-header
/// byte](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte).
const fn is_unsafe_byte(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t')
        || matches!(
            byte,
            b'"' | b'('
                | b')'
                | b':'
                | b'<'
                | b'>'
                | b'?'
                | b'@'
                | b'['
                | b'\\'
                | b']'
                | b'{'
                | b'}'
                | 0x7F
        )
}

/// The bytes that the two language headers may have.
const fn is_language_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'*' | b',' | b'-' | b'.' | b';' | b'=')
}

/// The [CORS-unsafe request-header
/// names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names): in lower case, sorted,
/// each once. Safelisted lines become unsafe when their values are more than 1024 bytes together.
///
/// ```
/// use cors_rules::client::{Profile, unsafe_request_header_names};
///
/// let headers = [("X-B".into(), "1".into()), ("Accept".into(), "*/*".into()), ("X-A".into(), "2".into())];
/// assert_eq!(unsafe_request_header_names(&headers, Profile::Standard), ["x-a", "x-b"]);
/// ```
#[must_use]
pub fn unsafe_request_header_names(headers: &[(String, String)], profile: Profile) -> Vec<String> {
    let is_safe = |(name, value): &&(String, String)| {
        is_cors_safelisted_request_header(name.as_bytes(), value.as_bytes(), profile)
    };
    let safe_bytes: usize = headers.iter().filter(is_safe).map(|(_, value)| value.len()).sum();
    let mut names: Vec<String> = headers
        .iter()
        .filter(|line| safe_bytes > MAX_VALUES || !is_safe(line))
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    names.sort_unstable();
    if !profile.repeats_requested_names() {
        names.dedup();
    }
    names
}
