//! The keys with a single value: `max_age` and `preflight_status`.

use super::findings::Findings;
use crate::max_age::{LONGEST, LONGEST_HONOURED, parse};
use crate::shown::shown;
use crate::{Draft, Issue, Key, MaxAgeDraft, Place, Rule};

/// Status of a granted preflight where nothing else is written.
const DEFAULT_PREFLIGHT_STATUS: u16 = 204;

/// Checks `max_age`; the seconds, where they are written and valid.
pub(super) fn check_max_age(draft: &Draft, issues: &mut Findings) -> Option<u32> {
    let written = draft.max_age.as_ref()?;
    let seconds = parse(written);
    issues.extend(max_age_invalid(written, seconds));
    issues.extend(max_age_capped(seconds));
    seconds
}

/// A maximum age is a number of seconds, or text with a unit
/// (<https://fetch.spec.whatwg.org/#http-access-control-max-age>).
/// Refused: `-1`, `"soon"`. Accepted: `0`, `600`, `"10m"`.
fn max_age_invalid(written: &MaxAgeDraft, seconds: Option<u32>) -> Option<Issue> {
    if seconds.is_some() {
        return None;
    }
    let (value, what, help) = match written {
        MaxAgeDraft::Seconds(-1) => {
            ("-1".to_owned(), "is negative", "write `max_age = 0` to turn the cache off")
        }
        MaxAgeDraft::Seconds(number) if *number < 0 => (
            number.to_string(),
            "is negative",
            "write a number of seconds, for example `max_age = 600`",
        ),
        MaxAgeDraft::Seconds(number) => {
            (number.to_string(), "is too large", "write `max_age = 86400`")
        }
        MaxAgeDraft::Text(text) => (
            text.clone(),
            "is not a duration",
            "write seconds, or one number with a unit: `\"30s\"`, `\"10m\"`, `\"2h\"`, `\"1d\"`",
        ),
    };
    let limit =
        if what == "is too large" { format!(" (at most {LONGEST})") } else { String::new() };
    let message = format!("`{}` {what}{limit}", shown(&value));
    Some(Issue::new(Rule::MaxAgeInvalid, Place::key(Key::MaxAge), value, message, help))
}

/// No browser keeps a preflight longer than Firefox does, 86400 seconds.
/// Warned of: `1728000`. Accepted: `86400`.
fn max_age_capped(seconds: Option<u32>) -> Option<Issue> {
    let seconds = seconds.filter(|seconds| *seconds > LONGEST_HONOURED)?;
    Some(Issue::new(
        Rule::MaxAgeCapped,
        Place::key(Key::MaxAge),
        seconds.to_string(),
        format!("`{seconds}` seconds are longer than any browser keeps a preflight"),
        "write `max_age = 86400` or less; Firefox caps there, Chromium at 7200, WebKit at 600",
    ))
}

/// Checks `preflight_status`; the status, or the default.
pub(super) fn check_preflight_status(draft: &Draft, issues: &mut Findings) -> u16 {
    let Some(written) = draft.preflight_status else { return DEFAULT_PREFLIGHT_STATUS };
    issues.extend(preflight_status_invalid(written));
    u16::try_from(written).unwrap_or(DEFAULT_PREFLIGHT_STATUS)
}

/// Browsers accept a preflight only with an [ok status](https://fetch.spec.whatwg.org/#ok-status).
/// Refused: `302`. Accepted: `200`.
fn preflight_status_invalid(status: i128) -> Option<Issue> {
    (!(200..=299).contains(&status)).then(|| {
        Issue::new(
            Rule::PreflightStatusInvalid,
            Place::key(Key::PreflightStatus),
            status.to_string(),
            format!("`{status}` is not a status from 200 to 299, and browsers accept nothing else for a preflight"),
            "write `preflight_status = 200`, or leave it out for 204",
        )
    })
}
