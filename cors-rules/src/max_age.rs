//! The maximum age of a preflight: reading it from a number, a duration or text, and where browsers
//! cap it. The types that a program may give are `MaxAge` of `cors-runtime`.

use std::time::Duration;

use crate::MaxAgeDraft;

/// The longest age that any browser honours: the limit of Firefox.
pub(crate) const LONGEST_HONOURED: u32 = 86_400;
/// The longest age that is accepted at all: RFC 9111 wants recipients to cope with this many
/// seconds.
pub(crate) const LONGEST: u32 = 2_147_483_647;

/// The age in seconds, or `None` where the text means nothing.
pub(crate) fn parse(draft: &MaxAgeDraft) -> Option<u32> {
    let seconds = match draft {
        MaxAgeDraft::Seconds(seconds) => u32::try_from(*seconds).ok()?,
        MaxAgeDraft::Duration(duration) => u32::try_from(whole_seconds(*duration)?).ok()?,
        MaxAgeDraft::Text(text) => parse_text(text)?,
    };
    (seconds <= LONGEST).then_some(seconds)
}

/// The seconds of a duration; `None` where it has a fraction of one, which a header cannot say.
pub(crate) const fn whole_seconds(duration: Duration) -> Option<u64> {
    if duration.subsec_nanos() == 0 { Some(duration.as_secs()) } else { None }
}

/// `"600"`, `"600s"`, `"10m"`, `"2h"`, `"1d"`.
pub(crate) const fn parse_text(text: &str) -> Option<u32> {
    let mut rest = text.as_bytes();
    if !matches!(rest, [b'0'..=b'9', ..]) {
        return None;
    }
    let mut number: u32 = 0;
    while let [byte @ b'0'..=b'9', others @ ..] = rest {
        let Some(tens) = number.checked_mul(10) else { return None };
        // Widening; `From` is not const.
        let Some(sum) = tens.checked_add((*byte - b'0') as u32) else { return None };
        number = sum;
        rest = others;
    }
    let factor = match rest {
        b"" | b"s" => 1,
        b"m" => 60,
        b"h" => 3_600,
        b"d" => 86_400,
        _ => return None,
    };
    number.checked_mul(factor)
}
