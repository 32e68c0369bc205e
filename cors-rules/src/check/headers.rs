//! The key `headers`: request headers that a preflight may grant. Also the rule that both lists of
//! header names share.

use crate::header::{
    KNOWN_HEADERS, is_forbidden_response_header, is_request_side_header, is_response_side_header,
};
use crate::shown::shown;
use crate::{
    Draft, Headers, Issue, Key, Place, Rule, Surface, is_forbidden_request_header, is_token,
    nearest,
};

use super::findings::Findings;
use super::lists::{CheckedList, check_list, is_word_any, word_any};

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
        word_any(Rule::HeaderInvalid, entries, text, place, issues)
            || header_invalid(text, place, issues)
            || header_forbidden(text, place, issues)
            || header_is_response_header(text, place, issues)
    };
    let list = check_list(Key::Headers, entries, issues, is_refused, str::to_ascii_lowercase);
    issues.extend(json_without_content_type(draft, &list));
    issues.extend(authorization_not_covered(draft, &list, issues.keys()));
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
    let surface = issues.keys();
    is_forbidden_request_header(text.as_bytes())
        && issues.report(Rule::HeaderForbidden, || {
            let message =
                format!("`{}` is a header that browsers never let a script set", shown(text));
            let help = match text.to_ascii_lowercase().as_str() {
                "cookie" | "cookie2" => {
                    format!("remove it; cookies are sent where {} is given", surface.credentials())
                }
                "origin" => "remove it; browsers send it by themselves".to_owned(),
                "access-control-request-headers" | "access-control-request-method" => {
                    "remove it; browsers send it with preflights by themselves".to_owned()
                }
                _ => "remove it".to_owned(),
            };
            Issue::new(Rule::HeaderForbidden, place, text, message, help)
        })
}

/// Names that only responses carry: the policy sends them by itself
/// (<https://fetch.spec.whatwg.org/#http-responses>).
/// Refused: `"access-control-allow-origin"`. Accepted: `"x-name"`.
fn header_is_response_header(text: &str, place: Place, issues: &mut Findings) -> bool {
    let surface = issues.keys();
    is_response_side_header(text.as_bytes())
        && issues.report(Rule::HeaderIsResponseHeader, || {
            let key = match text.to_ascii_lowercase().as_str() {
                "access-control-allow-origin" => Key::Origins,
                "access-control-allow-credentials" => Key::Credentials,
                "access-control-allow-methods" => Key::Methods,
                "access-control-allow-headers" => Key::Headers,
                "access-control-expose-headers" => Key::Expose,
                _ => Key::MaxAge,
            };
            let message =
                format!("`{}` is a response header, not one that requests carry", shown(text));
            let help = match surface {
                Surface::Builder => {
                    format!("remove it; the policy sends it, as {} says", surface.key(key))
                }
                _ => format!("remove it; the policy sends it, as the key `{}` says", key.name()),
            };
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
    let wanted = std::iter::once("content-type").chain(list.names.iter().map(String::as_str));
    let wanted = Surface::Attribute.list(Key::Headers, wanted);
    Some(Issue::new(
        Rule::JsonWithoutContentType,
        Place::key(Key::Headers),
        "",
        "the handler takes JSON, and without `content-type` in `headers` browsers will not send it",
        format!("write `{wanted}`"),
    ))
}

/// `*` is no wildcard for `authorization`
/// (<https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>). With credentials the
/// requested names are mirrored, this one too.
/// Warned of: `headers = any`. Accepted: `headers = ["*", "authorization"]`, or credentials.
fn authorization_not_covered(draft: &Draft, list: &CheckedList, surface: Surface) -> Option<Issue> {
    let place = list.any?;
    let is_listed = list.names.iter().any(|name| name == "authorization");
    // The credentials of an overlay may be those of the policy beneath it.
    if is_listed || draft.credentials || draft.is_overlay || draft.disabled {
        return None;
    }
    let wanted = surface.any_header_and_authorization();
    Some(Issue::new(
        Rule::AuthorizationNotCovered,
        place,
        "*",
        "`*` covers every request header but `authorization`",
        format!("write `{wanted}` if pages send tokens"),
    ))
}

/// The finding about a name that is no token, for both lists of header names.
pub(super) fn invalid_name(rule: Rule, text: &str, place: Place, issues: &mut Findings) -> bool {
    let surface = issues.keys();
    !is_token(text.as_bytes())
        && issues.report(rule, || describe_invalid_name(rule, text, place, surface))
}

fn describe_invalid_name(rule: Rule, text: &str, place: Place, surface: Surface) -> Issue {
    let message = match text {
        "" => "a header name is empty".to_owned(),
        _ => format!("`{}` is not a header name", shown(text)),
    };
    let help = match corrected_names(text, place.key) {
        Some(names) => {
            format!("write `{}`", surface.entries(place.key, names.iter().map(String::as_str)))
        }
        None => match nearest(text, KNOWN_HEADERS.iter().copied()) {
            // One name in the place of several means something else.
            Some(known) if !text.contains([',', ';']) && is_granted(known, place.key) => {
                format!("did you mean `{}`?", surface.entry(place.key, known))
            }
            _ => "a header name is one word, for example `x-name`".to_owned(),
        },
    };
    let issue = Issue::new(rule, place, text, message, help);
    match text.char_indices().find(|(_, found)| !is_token(found.to_string().as_bytes())) {
        Some((index, found)) => issue.with_mark(index..index + found.len_utf8()),
        None => issue,
    }
}

/// The names that were meant by a text that is no token: its parts, the name of a whole header
/// line, or the name with hyphens for blanks. `None` where one of them breaks another rule. Among
/// request headers `*` has one companion, `authorization`.
pub(super) fn corrected_names(text: &str, key: Key) -> Option<Vec<String>> {
    if text.len() > 256 {
        return None;
    }
    let names: Vec<String> = text
        .split([',', ';'])
        .map(str::trim)
        .flat_map(blank_separated)
        .filter(|part| !part.is_empty())
        .map(corrected_name)
        .collect();
    let is_authorization = |name: &String| name.eq_ignore_ascii_case("authorization");
    let is_any_and_authorization = key == Key::Headers
        && names.iter().any(is_authorization)
        && names.iter().all(|name| name == "*" || is_authorization(name));
    let are_granted = !names.is_empty() && names.iter().all(|name| is_granted(name, key));
    (is_any_and_authorization || are_granted).then_some(names)
}

/// The names between blanks, where each is one by itself; `x name` and `content type` are one name
/// each, that lacks its hyphen.
fn blank_separated(part: &str) -> Vec<&str> {
    let names: Vec<&str> = part.split_whitespace().collect();
    let is_whole = |name: &&str| {
        let is_known = KNOWN_HEADERS.iter().any(|known| name.eq_ignore_ascii_case(known));
        is_token(name.as_bytes()) && (*name == "*" || name.contains('-') || is_known)
    };
    if names.iter().all(is_whole) { names } else { vec![part] }
}

fn corrected_name(part: &str) -> String {
    if is_token(part.as_bytes()) {
        return part.to_owned();
    }
    // `content-type: application/json`, and not `https://a.example`
    let is_line = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let name = match part.split_once(':') {
        Some((name, rest)) if is_line(rest) => name,
        _ => part,
    };
    name.trim_matches(|edge: char| !is_token(edge.to_string().as_bytes()))
        .to_ascii_lowercase()
        .replace([' ', '\t'], "-")
}

/// Whether the name may stand in this list.
fn is_granted(name: &str, key: Key) -> bool {
    let bytes = name.as_bytes();
    let is_refused = match key {
        Key::Expose => is_forbidden_response_header(bytes) || is_request_side_header(bytes),
        _ => is_forbidden_request_header(bytes) || is_response_side_header(bytes),
    };
    // A backtick would end the text that the help shows.
    is_token(bytes) && name != "*" && !name.contains('`') && !is_word_any(name) && !is_refused
}
