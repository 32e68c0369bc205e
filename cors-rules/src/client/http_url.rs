//! URLs of requests: how they are parsed and written, and what a fetch requires of them, at its
//! start and at each redirect.

use std::borrow::Cow;

use url::Url;

use super::Profile;

/// Parses an absolute URL.
pub(super) fn parse(text: &str, profile: Profile) -> Option<Url> {
    Url::parse(text).ok().map(|url| with_escaped_path(url, profile))
}

/// Parses a URL that may be relative.
pub(super) fn join(base: &Url, text: &str, profile: Profile) -> Option<Url> {
    base.join(text).ok().map(|url| with_escaped_path(url, profile))
}

/// Encodes what the [path percent-encode
/// set](https://url.spec.whatwg.org/#path-percent-encode-set) has and the crate `url` leaves as it
/// is, and what an engine adds to it.
fn with_escaped_path(mut url: Url, profile: Profile) -> Url {
    if url.path().contains(['^', '|']) {
        let bar = if profile.escapes_bars_in_paths() { "%7C" } else { "|" };
        let path = url.path().replace('^', "%5E").replace('|', bar);
        url.set_path(&path);
    }
    url
}

/// The URL as it is sent: without its fragment.
pub(super) fn sent(url: &Url, profile: Profile) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    let written = String::from(url);
    if !profile.normalizes_percent_escapes() {
        return written;
    }
    match normalized(&written) {
        Cow::Borrowed(_) => written,
        Cow::Owned(normalized) => normalized,
    }
}

/// Escapes in upper case, and none for an [unreserved
/// character](https://www.rfc-editor.org/rfc/rfc3986#section-2.3).
fn normalized(url: &str) -> Cow<'_, str> {
    if !url.contains('%') {
        return Cow::Borrowed(url);
    }
    let mut normalized = String::new();
    let mut rest = url;
    while let Some((before, after)) = rest.split_once('%') {
        normalized.push_str(before);
        let escape = after
            .split_at_checked(2)
            .and_then(|(digits, after)| hex(digits).map(|byte| (digits, byte, after)));
        match escape {
            Some((_, byte, after)) if is_unreserved(byte) => {
                normalized.push(char::from(byte));
                rest = after;
            }
            Some((digits, _, after)) => {
                normalized.push('%');
                normalized.push_str(&digits.to_ascii_uppercase());
                rest = after;
            }
            None => {
                normalized.push('%');
                rest = after;
            }
        }
    }
    normalized.push_str(rest);
    Cow::Owned(normalized)
}

fn hex(digits: &str) -> Option<u8> {
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)
}

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Whether the URL [includes credentials](https://url.spec.whatwg.org/#include-credentials).
pub(super) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some_and(|password| !password.is_empty())
}

/// Whether the scheme is an [HTTP(S) scheme](https://fetch.spec.whatwg.org/#http-scheme).
pub(super) fn is_http(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}
