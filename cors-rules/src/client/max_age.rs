//! How long a preflight may be cached, in seconds. Zero means not at all.

use super::{Profile, header_list};

/// The [max-age](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0) where the server names
/// none, in seconds.
pub const DEFAULT_MAX_AGE: u64 = 5;

/// The max-age of a preflight response. `Access-Control-Max-Age` is
/// [delta-seconds](https://fetch.spec.whatwg.org/#http-access-control-max-age): anything else
/// counts as absent.
///
/// ```
/// use cors_rules::client::{Profile, preflight_max_age};
///
/// let headers = |value: &str| vec![("Access-Control-Max-Age".to_owned(), value.to_owned())];
/// assert_eq!(preflight_max_age(&headers("600"), Profile::Standard), 600);
/// assert_eq!(preflight_max_age(&headers("0"), Profile::Standard), 0);
/// assert_eq!(preflight_max_age(&headers("-1"), Profile::Standard), 5);
/// assert_eq!(preflight_max_age(&headers("-1"), Profile::Chromium), 0);
/// assert_eq!(preflight_max_age(&[], Profile::Standard), 5);
/// ```
#[must_use]
pub fn preflight_max_age(headers: &[(String, String)], profile: Profile) -> u64 {
    let lines: Vec<&str> = header_list::lines(headers, "access-control-max-age").collect();
    let seconds = match lines.as_slice() {
        [] | [""] => DEFAULT_MAX_AGE,
        [value] if profile.max_age_is_signed() => parse_signed(value),
        [digits] if is_digits(digits) => parse_saturating(digits),
        _ if profile.malformed_max_age_disables_cache() => 0,
        [value] if is_negative(value) && profile.negative_max_age_disables_cache() => 0,
        _ => DEFAULT_MAX_AGE,
    };
    profile.max_age_limit().map_or(seconds, |limit| seconds.min(limit))
}

fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_negative(value: &str) -> bool {
    value.strip_prefix('-').is_some_and(is_digits)
}

/// A signed number, of which a negative one is zero.
fn parse_signed(value: &str) -> u64 {
    value.parse::<i64>().map_or(DEFAULT_MAX_AGE, |seconds| u64::try_from(seconds).unwrap_or(0))
}

/// Digits that are no `u64` are a number beyond all limits.
fn parse_saturating(digits: &str) -> u64 {
    digits.parse().unwrap_or(u64::MAX)
}
