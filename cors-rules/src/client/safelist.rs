//! Which request headers may go without a preflight, by name and value. For names alone see the
//! crate's `header` module, for headers that scripts may not set at all `forbidden`.

use super::client_hint::is_safe_client_hint;
use super::range::is_safe_range;
use super::{Profile, UnsafeHeader, mime_essence};

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
    why_unsafe(name, value, profile).is_none()
}

/// What makes name and value unsafe; `None` where they are safelisted.
fn why_unsafe(name: &[u8], value: &[u8], profile: Profile) -> Option<UnsafeHeader> {
    let (is_safe, otherwise) = match name.to_ascii_lowercase().as_slice() {
        b"accept" => (!has_unsafe_byte(value, profile), UnsafeHeader::Byte),
        b"accept-language" | b"content-language" => {
            (value.iter().copied().all(is_language_byte), UnsafeHeader::Byte)
        }
        b"content-type" if has_unsafe_byte(value, profile) => (false, UnsafeHeader::Byte),
        b"content-type" => (has_safe_content_type(value, profile), UnsafeHeader::ContentType),
        b"range" => (is_safe_range(value, profile), UnsafeHeader::Range),
        hint => {
            let is_safe = profile.safelists_client_hints() && is_safe_client_hint(hint, value);
            (is_safe, UnsafeHeader::Name)
        }
    };
    if value.len() > MAX_VALUE && otherwise != UnsafeHeader::Name {
        return Some(UnsafeHeader::ValueTooLong);
    }
    (!is_safe || value.len() > MAX_VALUE).then_some(otherwise)
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
    let mut names: Vec<String> =
        unsafe_request_headers(headers, profile).into_iter().map(|(name, _)| name).collect();
    if !profile.repeats_requested_names() {
        names.dedup();
    }
    names
}

/// The unsafe lines, each with what makes it unsafe: names in lower case, sorted.
pub(super) fn unsafe_request_headers(
    headers: &[(String, String)],
    profile: Profile,
) -> Vec<(String, UnsafeHeader)> {
    let judged: Vec<(&String, &String, Option<UnsafeHeader>)> = headers
        .iter()
        .map(|(name, value)| (name, value, why_unsafe(name.as_bytes(), value.as_bytes(), profile)))
        .collect();
    let is_safe = |(_, _, why): &&(_, _, Option<UnsafeHeader>)| why.is_none();
    let safe_bytes: usize = judged.iter().filter(is_safe).map(|(_, value, _)| value.len()).sum();
    let together = (safe_bytes > MAX_VALUES).then_some(UnsafeHeader::TooLongTogether);
    let mut found: Vec<(String, UnsafeHeader)> = judged
        .into_iter()
        .filter_map(|(name, _, why)| Some((name.to_ascii_lowercase(), why.or(together)?)))
        .collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}
