//! The maximum age of a preflight: reading it from a number or from text, and where browsers cap
//! it.

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
        MaxAgeDraft::Text(text) => parse_text(text)?,
    };
    (seconds <= LONGEST).then_some(seconds)
}

/// `"600"`, `"600s"`, `"10m"`, `"2h"`, `"1d"`.
fn parse_text(text: &str) -> Option<u32> {
    let unit_at = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(unit_at)?;
    let factor = match unit {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    digits.parse::<u32>().ok()?.checked_mul(factor)
}
