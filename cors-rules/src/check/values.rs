//! The keys with a single value: `max_age` and `preflight_status`.

use std::time::Duration;

use super::findings::Findings;
use crate::max_age::{LONGEST, LONGEST_HONOURED, parse};
use crate::shown::shown;
use crate::{Draft, Issue, Key, MaxAgeDraft, Place, Rule, Surface};

/// Status of a granted preflight where nothing else is written.
const DEFAULT_PREFLIGHT_STATUS: u16 = 204;

/// Checks `max_age`; the seconds, where they are written and valid.
pub(super) fn check_max_age(draft: &Draft, issues: &mut Findings) -> Option<u32> {
    let written = draft.max_age.as_ref()?;
    let seconds = parse(written);
    issues.extend(max_age_invalid(written, seconds, issues.keys()));
    issues.extend(max_age_capped(seconds, issues.keys()));
    seconds
}

/// A maximum age is a number of seconds, or text with a unit
/// (<https://fetch.spec.whatwg.org/#http-access-control-max-age>).
/// Refused: `-1`, `"soon"`. Accepted: `0`, `600`, `"10m"`.
fn max_age_invalid(written: &MaxAgeDraft, seconds: Option<u32>, surface: Surface) -> Option<Issue> {
    if seconds.is_some() {
        return None;
    }
    let age = |value: &str| surface.value(Key::MaxAge, value);
    let (value, what, help) = match written {
        MaxAgeDraft::Seconds(number) => describe_number(*number, age),
        MaxAgeDraft::Duration(duration) => describe_duration(*duration, age),
        MaxAgeDraft::Text(text) => describe_text(text, age),
    };
    let message = match value.as_str() {
        "" => "a maximum age is empty".to_owned(),
        _ => format!("`{}` {what}", shown(&value)),
    };
    Some(Issue::new(Rule::MaxAgeInvalid, Place::key(Key::MaxAge), value, message, help))
}

/// A value that is no age as it is shown, what is wrong with it, and what helps.
type Described = (String, String, String);

fn describe_number(number: i128, age: impl Fn(&str) -> String) -> Described {
    let (what, help) = match number {
        -1 => ("is negative".to_owned(), format!("write `{}` to turn the cache off", age("0"))),
        ..0 => (
            "is negative".to_owned(),
            format!("an age is a number of seconds, for example `{}`", age("600")),
        ),
        _ => (
            format!("is too large (at most {LONGEST})"),
            format!("no browser keeps it longer than a day, `{}`", age("86400")),
        ),
    };
    (number.to_string(), what, help)
}

/// One with a fraction of a second is told the whole seconds around it; without the 0, which turns
/// the cache off.
fn describe_duration(duration: Duration, age: impl Fn(&str) -> String) -> Described {
    let below = duration.as_secs();
    if below > u64::from(LONGEST) {
        return describe_number(below.into(), age);
    }
    let above = age(&(below + 1).to_string());
    let help = match below {
        0 => format!("write `{above}`"),
        below => format!("write `{above}` or `{}`", age(&below.to_string())),
    };
    (format!("{duration:?}"), "has a fraction of a second".to_owned(), help)
}

fn describe_text(text: &str, age: impl Fn(&str) -> String) -> Described {
    if let Ok(number) = text.parse::<i128>()
        && !(0..=i128::from(LONGEST)).contains(&number)
    {
        return describe_number(number, age);
    }
    let help = match corrected_age(text) {
        Some(corrected) => format!("write `{}`", age(&format!("\"{corrected}\""))),
        None => "an age is seconds, or one number with a unit: `\"30s\"`, `\"10m\"`, `\"2h\"`, \
                 `\"1d\"`"
            .to_owned(),
    };
    (text.to_owned(), "is not a duration".to_owned(), help)
}

/// The age that was meant by one number and the name of a unit, such as `10 min`.
fn corrected_age(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let unit_at = text.find(|found: char| !found.is_ascii_digit())?;
    let (digits, unit) = text.split_at_checked(unit_at)?;
    let unit = match unit.trim() {
        "" | "s" | "sec" | "secs" | "second" | "seconds" => "s",
        "m" | "min" | "mins" | "minute" | "minutes" => "m",
        "h" | "hr" | "hrs" | "hour" | "hours" => "h",
        "d" | "day" | "days" => "d",
        _ => return None,
    };
    let corrected = format!("{digits}{unit}");
    parse(&MaxAgeDraft::Text(corrected.clone())).map(|_| corrected)
}

/// No browser keeps a preflight longer than Firefox does, 86400 seconds.
/// Warned of: `1728000`. Accepted: `86400`.
fn max_age_capped(seconds: Option<u32>, surface: Surface) -> Option<Issue> {
    let seconds = seconds.filter(|seconds| *seconds > LONGEST_HONOURED)?;
    Some(Issue::new(
        Rule::MaxAgeCapped,
        Place::key(Key::MaxAge),
        seconds.to_string(),
        format!("`{seconds}` seconds are longer than any browser keeps a preflight"),
        format!(
            "write `{}` or less; Firefox caps there, Chromium at 7200, WebKit at 600",
            surface.value(Key::MaxAge, "86400")
        ),
    ))
}

/// Checks `preflight_status`; the status, or the default.
pub(super) fn check_preflight_status(draft: &Draft, issues: &mut Findings) -> u16 {
    let Some(written) = draft.preflight_status else { return DEFAULT_PREFLIGHT_STATUS };
    issues.extend(preflight_status_invalid(written, issues.keys()));
    u16::try_from(written).unwrap_or(DEFAULT_PREFLIGHT_STATUS)
}

/// Browsers accept a preflight only with an [ok status](https://fetch.spec.whatwg.org/#ok-status).
/// Refused: `302`. Accepted: `200`.
fn preflight_status_invalid(status: i128, surface: Surface) -> Option<Issue> {
    (!(200..=299).contains(&status)).then(|| {
        Issue::new(
            Rule::PreflightStatusInvalid,
            Place::key(Key::PreflightStatus),
            status.to_string(),
            format!("`{status}` is not a status from 200 to 299, and browsers accept nothing else for a preflight"),
            format!(
                "leave it out for 204, or choose one of these, for example `{}`",
                surface.value(Key::PreflightStatus, "200")
            ),
        )
    })
}
