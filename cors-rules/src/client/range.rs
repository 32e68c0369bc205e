//! `Range` with a single range, the one form that may go without a preflight. Called by the
//! safelist only.

/// Parses [a single range header value](https://fetch.spec.whatwg.org/#simple-range-header-value)
/// without blanks: its first and its last byte. Digits are compared as numbers of any length.
///
/// ```
/// use cors_rules::client::parse_single_range;
///
/// assert_eq!(parse_single_range(b"bytes=0-5"), Some((Some("0"), Some("5"))));
/// assert_eq!(parse_single_range(b"bytes=0-"), Some((Some("0"), None)));
/// assert_eq!(parse_single_range(b"bytes=-5"), Some((None, Some("5"))));
/// assert_eq!(parse_single_range(b"bytes=5-0"), None);
/// assert_eq!(parse_single_range(b"bytes=0-1,5-6"), None);
/// ```
#[must_use]
pub fn parse_single_range(value: &[u8]) -> Option<(Option<&str>, Option<&str>)> {
    let (first, last) = str::from_utf8(value).ok()?.strip_prefix("bytes=")?.split_once('-')?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(first) || !is_number(last) {
        return None;
    }
    let present = |text| Some(text).filter(|text: &&str| !text.is_empty());
    match (present(first), present(last)) {
        (None, None) => None,
        (Some(first), Some(last)) if is_greater(first, last) => None,
        range => Some(range),
    }
}

/// Compares two decimal numbers of any length.
fn is_greater(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
    (left.len(), left) > (right.len(), right)
}
