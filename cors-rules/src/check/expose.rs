//! The key `expose`: response headers that scripts may read.

use crate::header::{is_forbidden_response_header, is_request_side_header};
use crate::shown::shown;
use crate::{Draft, Issue, Key, Place, Rule, is_safelisted_response_header};

use super::findings::Findings;
use super::headers::invalid_name;
use super::lists::{CheckedList, check_list, word_any};

/// The exposed headers of a draft, checked.
#[derive(Debug)]
pub(super) struct CheckedExpose(CheckedList);

impl CheckedExpose {
    /// Where `any` stands.
    pub(super) fn any(&self) -> Option<Place> {
        self.0.any
    }

    /// `Access-Control-Expose-Headers`.
    pub(super) fn text(&self) -> Option<String> {
        match self.0.any {
            Some(_) => Some("*".to_owned()),
            None => self.0.joined(),
        }
    }
}

/// Checks the key.
pub(super) fn check_expose(draft: &Draft, issues: &mut Findings) -> CheckedExpose {
    let entries = draft.expose.as_deref().unwrap_or_default();
    let is_refused = |text: &str, place, issues: &mut Findings| {
        word_any(Rule::ExposeInvalid, entries, text, place, issues)
            || expose_invalid(text, place, issues)
            || expose_forbidden(text, place, issues)
            || expose_is_request_header(text, place, issues)
    };
    let list = check_list(Key::Expose, entries, issues, is_refused, str::to_ascii_lowercase);
    for (index, entry) in entries.iter().enumerate() {
        safelisted_expose(&entry.text, Place::entry(Key::Expose, index), issues);
    }
    CheckedExpose(list)
}

/// A header name is a token
/// ([RFC 9110, section 5.1](https://www.rfc-editor.org/rfc/rfc9110#section-5.1)).
/// Refused: `"x name"`. Accepted: `"x-name"`.
fn expose_invalid(text: &str, place: Place, issues: &mut Findings) -> bool {
    invalid_name(Rule::ExposeInvalid, text, place, issues)
}

/// Scripts can never read these (<https://fetch.spec.whatwg.org/#forbidden-response-header-name>).
/// Refused: `"set-cookie"`. Accepted: `"x-name"`.
fn expose_forbidden(text: &str, place: Place, issues: &mut Findings) -> bool {
    let keys = issues.keys();
    is_forbidden_response_header(text.as_bytes())
        && issues.report(Rule::ExposeForbidden, || {
            let message =
                format!("`{}` is a header that browsers never let a script read", shown(text));
            let help = format!("remove it; {} governs cookies", keys.credentials());
            Issue::new(Rule::ExposeForbidden, place, text, message, help)
        })
}

/// Names that requests carry, or that only the browser reads
/// (<https://fetch.spec.whatwg.org/#http-requests>).
/// Refused: `"origin"`. Accepted: `"x-name"`.
fn expose_is_request_header(text: &str, place: Place, issues: &mut Findings) -> bool {
    is_request_side_header(text.as_bytes())
        && issues.report(Rule::ExposeIsRequestHeader, || {
            let message =
                format!("`{}` means nothing to a script that reads a response", shown(text));
            Issue::new(Rule::ExposeIsRequestHeader, place, text, message, "remove it")
        })
}

/// Scripts may always read these
/// (<https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>).
/// Warned of: `"content-type"`. Accepted: `"x-name"`.
fn safelisted_expose(text: &str, place: Place, issues: &mut Findings) -> bool {
    is_safelisted_response_header(text.as_bytes())
        && issues.report(Rule::SafelistedExpose, || {
            let message = format!("`{}` is a header that scripts may always read", shown(text));
            Issue::new(Rule::SafelistedExpose, place, text, message, "remove it")
        })
}
