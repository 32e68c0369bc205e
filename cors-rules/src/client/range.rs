//! `Range` with a single range, the one form that may go without a preflight. Called by the
//! safelist only.

use std::borrow::Cow;

use super::Profile;

/// Whether the value has a first byte, and is a single range for whom the profile is.
pub(super) fn is_safe_range(value: &[u8], profile: Profile) -> bool {
    let value =
        if profile.reads_ranges_loosely() { Cow::Owned(strict(value)) } else { value.into() };
    let Some((Some(first), last)) = parse_single_range(&value) else { return false };
    let limit = profile.largest_range_position();
    let is_held = |digits: &str| {
        limit.is_none_or(|limit| digits.parse().is_ok_and(|position: u64| position <= limit))
    };
    is_held(first) && last.is_none_or(is_held)
}

/// The value as the standard would have it, of one with the unit in any letter case and with a plus
/// before a number.
fn strict(value: &[u8]) -> Vec<u8> {
    let mut strict = value.to_vec();
    if let Some(unit) = strict.get_mut(..6) {
        unit.make_ascii_lowercase();
    }
    let mut before = 0;
    strict.retain(|byte| {
        let is_sign = *byte == b'+' && matches!(before, b'=' | b'-');
        before = *byte;
        !is_sign
    });
    strict
}

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
