//! The key `headers`: request headers that a preflight may grant. Also the rule that both lists of
//! header names share.

use crate::header::{KNOWN_HEADERS, is_response_side_header};
use crate::shown::shown;
use crate::{
    Draft, Headers, Issue, Key, Place, Rule, is_forbidden_request_header, is_token, nearest,
};

use super::findings::Findings;
use super::lists::{CheckedList, check_list, quoted};

/// The request headers of a draft, checked.
#[derive(Debug)]
pub(super) struct CheckedHeaders(CheckedList);

impl CheckedHeaders {
    /// `authorization` is the one name that `*` does not cover
    /// (<https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>).
    fn has_authorization(&self) -> bool {
        self.0.names.iter().any(|name| name == "authorization")
    }

    /// `Access-Control-Allow-Headers`.
    pub(super) fn text(&self) -> Option<String> {
        match self.0.any {
            None => self.0.joined(),
            Some(_) if self.has_authorization() => Some("*,authorization".to_owned()),
            Some(_) => Some("*".to_owned()),
        }
    }

    /// The request headers of the policy.
    pub(super) fn into_headers(self) -> Headers {
        match self.0.any {
            Some(_) => Headers::Any { authorization: self.has_authorization() },
            None => Headers::List(self.0.into_names()),
        }
    }
}

/// Checks the key.
pub(super) fn check_headers(draft: &Draft, issues: &mut Findings) -> CheckedHeaders {
    let entries = draft.headers.as_deref().unwrap_or_default();
    let is_refused = |text: &str, place, issues: &mut Findings| {
        header_invalid(text, place, issues)
            || header_forbidden(text, place, issues)
            || header_is_response_header(text, place, issues)
    };
    let list = check_list(Key::Headers, entries, issues, is_refused, str::to_ascii_lowercase);
    issues.extend(json_without_content_type(draft, &list));
    CheckedHeaders(list)
}

/// A header name is a token
/// ([RFC 9110, section 5.1](https://www.rfc-editor.org/rfc/rfc9110#section-5.1)).
/// Refused: `"x name"`. Accepted: `"x-name"`.
fn header_invalid(text: &str, place: Place, issues: &mut Findings) -> bool {
    invalid_name(Rule::HeaderInvalid, text, place, issues)
}

/// Scripts can never set these (<https://fetch.spec.whatwg.org/#forbidden-request-header>), so
/// granting them has no effect.
/// Refused: `"cookie"`, `"sec-x"`. Accepted: `"user-agent"`.
fn header_forbidden(text: &str, place: Place, issues: &mut Findings) -> bool {
    is_forbidden_request_header(text.as_bytes())
        && issues.report(Rule::HeaderForbidden, || {
            let message =
                format!("`{}` is a header that browsers never let a script set", shown(text));
            let help = match text.to_ascii_lowercase().as_str() {
                "cookie" | "cookie2" => "remove it; cookies are sent where `credentials` is given",
                "origin" => "remove it; browsers send it by themselves",
                "access-control-request-headers" | "access-control-request-method" => {
                    "remove it; browsers send it with preflights by themselves"
                }
                _ => "remove it",
            };
            Issue::new(Rule::HeaderForbidden, place, text, message, help)
        })
}

/// Names that only responses carry: the policy sends them by itself
/// (<https://fetch.spec.whatwg.org/#http-responses>).
/// Refused: `"access-control-allow-origin"`. Accepted: `"x-name"`.
fn header_is_response_header(text: &str, place: Place, issues: &mut Findings) -> bool {
    is_response_side_header(text.as_bytes())
        && issues.report(Rule::HeaderIsResponseHeader, || {
            let key = match text.to_ascii_lowercase().as_str() {
                "access-control-allow-origin" => "origins",
                "access-control-allow-credentials" => "credentials",
                "access-control-allow-methods" => "methods",
                "access-control-allow-headers" => "headers",
                "access-control-expose-headers" => "expose",
                _ => "max_age",
            };
            let message =
                format!("`{}` is a response header, not one that requests carry", shown(text));
            let help = format!("remove it; the policy sends it, as the key `{key}` says");
            Issue::new(Rule::HeaderIsResponseHeader, place, text, message, help)
        })
}

/// A JSON body has a `content-type` that is not safelisted
/// (<https://fetch.spec.whatwg.org/#cors-safelisted-request-header>), so the preflight asks for it
/// by name.
/// Warned of: `headers = ["x-name"]` above a handler of `web::Json`.
/// Accepted: `headers = ["content-type"]`.
fn json_without_content_type(draft: &Draft, list: &CheckedList) -> Option<Issue> {
    // The policy beneath an overlay may list it.
    let unknown = draft.disabled
        || draft.open.contains(&Key::Headers)
        || (draft.is_overlay && draft.headers.is_none());
    let is_listed = list.any.is_some() || list.names.iter().any(|name| name == "content-type");
    if unknown || is_listed || !draft.takes_json {
        return None;
    }
    let wanted =
        quoted(std::iter::once("content-type").chain(list.names.iter().map(String::as_str)));
    Some(Issue::new(
        Rule::JsonWithoutContentType,
        Place::key(Key::Headers),
        "",
        "the handler takes JSON, and without `content-type` in `headers` browsers will not send it",
        format!("write `headers = [{wanted}]`"),
    ))
}

/// The finding about a name that is no token, for both lists of header names.
pub(super) fn invalid_name(rule: Rule, text: &str, place: Place, issues: &mut Findings) -> bool {
    !is_token(text.as_bytes()) && issues.report(rule, || describe_invalid_name(rule, text, place))
}

fn describe_invalid_name(rule: Rule, text: &str, place: Place) -> Issue {
    let message = match text {
        "" => "a header name is empty".to_owned(),
        _ => format!("`{}` is not a header name", shown(text)),
    };
    let issue = Issue::new(rule, place, text, message, corrected_names(text));
    match text.char_indices().find(|(_, found)| !is_token(found.to_string().as_bytes())) {
        Some((index, found)) => issue.with_mark(index..index + found.len_utf8()),
        None => issue,
    }
}

/// What to write instead of a text that is no token: its parts, or the name with hyphens for
/// blanks.
fn corrected_names(text: &str) -> String {
    let otherwise = || "write a name such as `\"x-name\"`".to_owned();
    if text.len() > 256 {
        return otherwise();
    }
    let parts: Vec<&str> =
        text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.iter().all(|part| is_token(part.as_bytes())) && !parts.is_empty() {
        return format!("write `{}`", quoted(parts));
    }
    let joined: String = text
        .trim_matches(|edge: char| !is_token(edge.to_string().as_bytes()))
        .to_ascii_lowercase()
        .replace([' ', '\t'], "-");
    if is_token(joined.as_bytes()) {
        let name = nearest(&joined, KNOWN_HEADERS.iter().copied()).unwrap_or(&joined);
        return format!("write `\"{name}\"`");
    }
    match nearest(text, KNOWN_HEADERS.iter().copied()) {
        Some(known) => format!("did you mean `\"{known}\"`?"),
        None => otherwise(),
    }
}
