//! The URL that `Location` names: which of its lines counts, and what its bytes mean. Called by
//! `redirect` and, for lines that contradict each other, by `exchange`.

use std::borrow::Cow;
use std::fmt::Write as _;

use url::Url;

use super::header_list::lines;
use super::{HttpResponse, Profile, Reason, http_url};

/// The [location URL](https://fetch.spec.whatwg.org/#concept-response-location-url); it inherits
/// the fragment.
pub(super) fn location_url(
    current: &Url,
    response: &HttpResponse,
    profile: Profile,
) -> Result<Option<Url>, Reason> {
    let Some(value) = location(response, profile)? else { return Ok(None) };
    if value.is_empty() && profile.ignores_empty_location() {
        return Ok(None);
    }
    if value.is_empty() && profile.refuses_empty_location() {
        return Err(Reason::RedirectUrlInvalid);
    }
    let target = http_url::join(current, &escaped(&value, profile), profile);
    let mut target = target.ok_or(Reason::RedirectUrlInvalid)?;
    if target.fragment().is_none() {
        target.set_fragment(current.fragment());
    }
    Ok(Some(target))
}

/// The value; by the standard a header whose grammar is no list is on one line
/// ([extract header list values](https://fetch.spec.whatwg.org/#extract-header-list-values)).
fn location(response: &HttpResponse, profile: Profile) -> Result<Option<Cow<'_, str>>, Reason> {
    let lines: Vec<&str> = lines(&response.headers, "location").collect();
    match lines.as_slice() {
        [] => Ok(None),
        [value] => Ok(Some(Cow::Borrowed(value))),
        several if profile.joins_location_lines() => Ok(Some(Cow::Owned(several.join(", ")))),
        [value, others @ ..]
            if profile.takes_equal_locations_for_one()
                && others.iter().all(|other| other == value) =>
        {
            Ok(Some(Cow::Borrowed(value)))
        }
        _ => Err(Reason::RedirectUrlInvalid),
    }
}

/// The value for the parser of URLs. Each byte beyond ASCII is percent-encoded before that sees it,
/// since it would take the byte for a character and encode that one. The characters of a value are
/// its bytes.
fn escaped(value: &str, profile: Profile) -> Cow<'_, str> {
    let is_escaped = |one: char| {
        if one == '\t' { profile.escapes_tabs_in_location() } else { !one.is_ascii() }
    };
    if profile.encodes_location_twice() || !value.contains(is_escaped) {
        return Cow::Borrowed(value);
    }
    let mut escaped = String::new();
    for character in value.chars() {
        match u8::try_from(character) {
            // Writing to a string does not fail.
            Ok(byte) if is_escaped(character) => _ = write!(escaped, "%{byte:02X}"),
            _ => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}
