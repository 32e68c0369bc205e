//! The key `methods`: methods that a preflight may grant.

use crate::shown::shown;
use crate::{
    Draft, Issue, Key, Methods, Place, Policy, Rule, Surface, is_forbidden_method,
    is_safelisted_method, is_token, normalize_method,
};

use super::findings::Findings;
use super::lists::{CheckedList, check_list, is_word_any, word_any};

/// The methods of a draft, checked.
#[derive(Debug)]
pub(super) enum CheckedMethods {
    /// Nothing is written and there is no route.
    OfRoute,
    /// A list, or `any`.
    Written(CheckedList),
}

impl CheckedMethods {
    /// `Access-Control-Allow-Methods`.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            CheckedMethods::OfRoute => None,
            CheckedMethods::Written(list) if list.any.is_some() => Some("*".to_owned()),
            CheckedMethods::Written(list) => list.joined(),
        }
    }

    /// The methods of the policy.
    pub(super) fn into_methods(self) -> Methods {
        match self {
            CheckedMethods::OfRoute => Methods::OfRoute,
            CheckedMethods::Written(list) if list.any.is_some() => Methods::Any,
            CheckedMethods::Written(list) => Methods::List(list.into_names()),
        }
    }
}

/// Checks the key. Without it the methods of the route are granted; those that browsers never send
/// cannot be.
pub(super) fn check_methods(draft: &Draft, issues: &mut Findings) -> CheckedMethods {
    let Some(entries) = &draft.methods else {
        if draft.route_methods.is_empty() {
            return CheckedMethods::OfRoute;
        }
        let mut names = Vec::new();
        for method in draft.route_methods.iter().filter(|method| can_be_granted(method)) {
            if !names.contains(method) {
                names.push(method.clone());
            }
        }
        return CheckedMethods::Written(CheckedList { names, ..CheckedList::default() });
    };
    let is_refused = |text: &str, place, issues: &mut Findings| {
        word_any(Rule::MethodInvalid, entries, text, place, issues)
            || method_invalid(text, place, issues)
            || method_forbidden(text, place, issues)
            || method_case(text, place, issues)
    };
    let list = check_list(Key::Methods, entries, issues, is_refused, |text| {
        normalize_method(text).to_owned()
    });
    for (index, entry) in entries.iter().enumerate() {
        options_listed(draft, &entry.text, Place::entry(Key::Methods, index), issues);
    }
    issues.extend(method_of_route_missing(draft, &list, issues.keys()));
    CheckedMethods::Written(list)
}

fn can_be_granted(method: &str) -> bool {
    is_token(method.as_bytes()) && !is_forbidden_method(method.as_bytes())
}

/// A method is a token
/// ([RFC 9110, section 9.1](https://www.rfc-editor.org/rfc/rfc9110#section-9.1)).
/// Refused: `"A B"`. Accepted: `"PURGE"`.
fn method_invalid(text: &str, place: Place, issues: &mut Findings) -> bool {
    let surface = issues.keys();
    !is_token(text.as_bytes())
        && issues.report(Rule::MethodInvalid, || describe_invalid_method(text, place, surface))
}

fn describe_invalid_method(text: &str, place: Place, surface: Surface) -> Issue {
    let help = match methods_meant_by(text) {
        Some(methods) => format!("write `{}`", surface.entries(Key::Methods, methods)),
        None => {
            format!("a method is one word, for example `{}`", surface.entry(Key::Methods, "PUT"))
        }
    };
    let message = match text {
        "" => "a method is empty".to_owned(),
        _ => format!("`{}` is no HTTP method", shown(text)),
    };
    let issue = Issue::new(Rule::MethodInvalid, place, text, message, help);
    match text.char_indices().find(|(_, found)| !is_token(found.to_string().as_bytes())) {
        Some((index, found)) => issue.with_mark(index..index + found.len_utf8()),
        None => issue,
    }
}

/// The methods that a text lists; `None` where a part of it is none: `PUT /users` is a method and
/// something else.
pub(super) fn methods_meant_by(text: &str) -> Option<Vec<&str>> {
    let is_separator = |found: char| matches!(found, ',' | ';' | '|') || found.is_whitespace();
    let parts = text.split(is_separator).filter(|part| !part.is_empty());
    let methods: Vec<&str> = parts.map(corrected_method).collect::<Option<_>>()?;
    (1..=16).contains(&methods.len()).then_some(methods)
}

/// A method that no rule refuses; `None` where that is unknown.
fn corrected_method(part: &str) -> Option<&str> {
    if part.eq_ignore_ascii_case("PATCH") {
        return Some("PATCH");
    }
    (can_be_granted(part) && !part.contains(['*', '`']) && !is_word_any(part))
        .then(|| normalize_method(part))
}

/// Browsers never send CONNECT, TRACE and TRACK
/// (<https://fetch.spec.whatwg.org/#forbidden-method>).
/// Refused: `trace`. Accepted: `PUT`.
fn method_forbidden(text: &str, place: Place, issues: &mut Findings) -> bool {
    is_forbidden_method(text.as_bytes())
        && issues.report(Rule::MethodForbidden, || {
            let message = format!("`{text}` is a method that browsers never let a script send");
            Issue::new(Rule::MethodForbidden, place, text, message, "remove it")
        })
}

/// `fetch` puts six methods into upper case, and PATCH is not among them
/// (<https://fetch.spec.whatwg.org/#concept-method-normalize>): `patch` is another method, which no
/// server handles.
/// Refused: `patch`. Accepted: `PATCH`, and names of one's own such as `chicken`.
fn method_case(text: &str, place: Place, issues: &mut Findings) -> bool {
    let surface = issues.keys();
    text.eq_ignore_ascii_case("PATCH")
        && text != "PATCH"
        && issues.report(Rule::MethodCase, || {
            let message =
                format!("`{text}` is not `PATCH`: browsers leave the case of this method as it is");
            let help =
                format!("write `{}`, here and in the script", surface.entry(Key::Methods, "PATCH"));
            Issue::new(Rule::MethodCase, place, text, message, help)
        })
}

/// A policy covers what its route serves. GET, HEAD and POST need no listing; a method
/// that is listed and not served here may be that of another handler on the path.
/// Refused: `methods = [DELETE]` above `#[put("/x")]`. Accepted: `methods = [PUT, DELETE]`.
fn method_of_route_missing(draft: &Draft, list: &CheckedList, surface: Surface) -> Option<Issue> {
    if list.any.is_some() || list.faulty || draft.open.contains(&Key::Methods) {
        return None;
    }
    let missing: Vec<&str> = draft
        .route_methods
        .iter()
        .map(String::as_str)
        .filter(|method| can_be_granted(method) && !is_safelisted_method(method.as_bytes()))
        .filter(|method| !list.names.iter().any(|listed| listed == method))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let names = missing.join("`, `");
    let them = if missing.len() == 1 { "it" } else { "them" };
    let message = format!("the route serves `{names}`, and the list lacks {them}");
    let wanted = list.names.iter().map(String::as_str).chain(missing.iter().copied());
    let help = format!("write `{}`", surface.list(Key::Methods, wanted));
    Some(Issue::new(
        Rule::MethodOfRouteMissing,
        Place::key(Key::Methods),
        missing.join(", "),
        message,
        help,
    ))
}

/// A policy grants GET, HEAD and POST, and the methods that it names, or else those of the route that
/// it is written above. One that a middleware uses has no route, so this is asked where a
/// middleware takes it, and not by [`check`](crate::check).
/// Warned of: `policy! { origins = any }` in `Cors::new`. Accepted: the same with `methods`.
///
/// ```
/// use cors_rules::{Draft, OriginsDraft, check, policy_without_methods};
///
/// let draft = Draft { origins: Some(OriginsDraft::Any), ..Draft::default() };
/// let policy = check(&draft).policy.unwrap();
/// assert_eq!(policy_without_methods(&policy).unwrap().code(), "policy_without_methods");
/// ```
#[must_use]
pub fn policy_without_methods(policy: &Policy) -> Option<Issue> {
    let names_none = matches!(policy.methods, Methods::OfRoute) && !policy.disabled;
    names_none.then(|| {
        Issue::new(
            Rule::PolicyWithoutMethods,
            Place::key(Key::Methods),
            "",
            "the policy names no method, so a middleware grants GET, HEAD and POST by it and no other",
            "add `methods = [PUT]` with the methods that pages need, or `methods = [GET]` if these are all",
        )
    })
}

/// Preflights use OPTIONS by themselves (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>).
/// Warned of: `[PUT, OPTIONS]`. Accepted: `[PUT]`, and OPTIONS above a route that serves it.
fn options_listed(draft: &Draft, text: &str, place: Place, issues: &mut Findings) -> bool {
    let is_served = || draft.route_methods.iter().any(|method| method == "OPTIONS");
    text.eq_ignore_ascii_case("OPTIONS")
        && !is_served()
        && issues.report(Rule::OptionsListed, || {
            let message = format!("`{text}` is listed, but preflights need no permission for it");
            let help = "remove it, unless scripts send OPTIONS requests of their own";
            Issue::new(Rule::OptionsListed, place, text, message, help)
        })
}
