//! The rules about values that only const evaluation knows: constants of a program in a list of
//! `#[cors]`. Generated code asks them through `cors-runtime`; they say which rule a value breaks,
//! and [`Message`] says it to the reader.
//!
//! Asked is what browsers could send or a header could hold. What else [`crate::check`] refuses is
//! found when the server starts, where the whole policy goes through it: whether labels and
//! addresses are written as browsers write them ([`Rule::OriginBadHost`], [`Rule::OriginBadIp`]),
//! whether a wildcard stands in front of an address ([`Rule::OriginBadWildcard`]), and whether it
//! covers a public suffix ([`Rule::PublicSuffixWithCredentials`]).

mod message;
mod origin;

pub use message::Message;
pub use origin::{broken_by_origin, corrected_origin, is_any_extension, is_insecure_origin};

use std::time::Duration;

use crate::header::{
    is_forbidden_request_header, is_forbidden_response_header, is_request_side_header,
    is_response_side_header,
};
use crate::ignoring_case::equal_ignoring_case;
use crate::max_age::{LONGEST, parse_text, whole_seconds};
use crate::method::is_miswritten_patch;
use crate::{Rule, is_forbidden_method, is_token};

/// The rule that a method breaks, if it breaks one.
///
/// ```
/// use cors_rules::{Rule, constant::broken_by_method};
///
/// const FOUND: Option<Rule> = broken_by_method("patch");
/// assert_eq!(FOUND, Some(Rule::MethodCase));
/// assert_eq!(broken_by_method("PURGE"), None);
/// ```
#[must_use]
pub const fn broken_by_method(text: &str) -> Option<Rule> {
    let text = text.as_bytes();
    if stands_for_all(text) {
        Some(Rule::WrongValue)
    } else if !is_token(text) {
        Some(Rule::MethodInvalid)
    } else if is_forbidden_method(text) {
        Some(Rule::MethodForbidden)
    } else if is_miswritten_patch(text) {
        Some(Rule::MethodCase)
    } else {
        None
    }
}

/// The rule that the name of a request header breaks, if it breaks one.
///
/// ```
/// use cors_rules::{Rule, constant::broken_by_header};
///
/// assert_eq!(broken_by_header("Cookie"), Some(Rule::HeaderForbidden));
/// assert_eq!(broken_by_header("X-Name"), None);
/// ```
#[must_use]
pub const fn broken_by_header(text: &str) -> Option<Rule> {
    let text = text.as_bytes();
    if stands_for_all(text) {
        Some(Rule::WrongValue)
    } else if !is_token(text) {
        Some(Rule::HeaderInvalid)
    } else if is_forbidden_request_header(text) {
        Some(Rule::HeaderForbidden)
    } else if is_response_side_header(text) {
        Some(Rule::HeaderIsResponseHeader)
    } else {
        None
    }
}

/// The rule that the name of an exposed header breaks, if it breaks one.
///
/// ```
/// use cors_rules::{Rule, constant::broken_by_exposed_header};
///
/// assert_eq!(broken_by_exposed_header("set-cookie"), Some(Rule::ExposeForbidden));
/// assert_eq!(broken_by_exposed_header("x-name"), None);
/// ```
#[must_use]
pub const fn broken_by_exposed_header(text: &str) -> Option<Rule> {
    let text = text.as_bytes();
    if stands_for_all(text) {
        Some(Rule::WrongValue)
    } else if !is_token(text) {
        Some(Rule::ExposeInvalid)
    } else if is_forbidden_response_header(text) {
        Some(Rule::ExposeForbidden)
    } else if is_request_side_header(text) {
        Some(Rule::ExposeIsRequestHeader)
    } else {
        None
    }
}

/// Whether a text would stand for everything if it were written, which a constant never does.
const fn stands_for_all(text: &[u8]) -> bool {
    matches!(text, b"*") || equal_ignoring_case(text, b"any")
}

/// A maximum age in seconds; `None` where it is negative or too large.
///
/// ```
/// assert_eq!(cors_rules::constant::seconds(600), Some(600));
/// assert_eq!(cors_rules::constant::seconds(-1), None);
/// ```
#[must_use]
pub const fn seconds(number: i128) -> Option<u32> {
    // The range is that of the cast.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    if number >= 0 && number <= LONGEST as i128 { Some(number as u32) } else { None }
}

/// A maximum age that is a duration; `None` where it has a fraction of a second, or is too large.
///
/// ```
/// use std::time::Duration;
/// use cors_rules::constant::seconds_of_duration;
///
/// assert_eq!(seconds_of_duration(Duration::from_secs(600)), Some(600));
/// assert_eq!(seconds_of_duration(Duration::from_millis(1_500)), None);
/// ```
#[must_use]
pub const fn seconds_of_duration(duration: Duration) -> Option<u32> {
    match whole_seconds(duration) {
        Some(number) => seconds(number as i128),
        None => None,
    }
}

/// A maximum age that is written as text with a unit; `None` where the text is none, or is too
/// large.
///
/// ```
/// assert_eq!(cors_rules::constant::seconds_of_text("10m"), Some(600));
/// assert_eq!(cors_rules::constant::seconds_of_text("soon"), None);
/// ```
#[must_use]
pub const fn seconds_of_text(text: &str) -> Option<u32> {
    match parse_text(text) {
        Some(number) => seconds(number as i128),
        None => None,
    }
}

/// The rule that the status of preflights breaks, if it does.
///
/// ```
/// use cors_rules::{Rule, constant::broken_by_status};
///
/// assert_eq!(broken_by_status(302), Some(Rule::PreflightStatusInvalid));
/// assert_eq!(broken_by_status(200), None);
/// ```
#[must_use]
pub const fn broken_by_status(status: u16) -> Option<Rule> {
    if matches!(status, 200..=299) { None } else { Some(Rule::PreflightStatusInvalid) }
}
