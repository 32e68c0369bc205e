//! The words of a comparison: who gained or lost what. Everything that stands in an audit is escaped.

use super::extent::GrantedOrigins;
use super::gain::Gain;
use super::spot::Spot;
use crate::shown;

/// The most names that a sentence lists.
const LISTED: usize = 6;

/// The route, such as `` `PUT /a` ``.
pub(super) fn route(spot: &Spot<'_>) -> String {
    let method = if spot.method == "*" { "any method of" } else { spot.method };
    let rest = match (spot.is_prefix, spot.pattern.ends_with('/')) {
        (true, true) => "…",
        (true, false) => "/…",
        (false, _) => "",
    };
    let label = format!("`{} {}{rest}`", shown(method), shown(spot.pattern));
    if spot.guards.is_empty() { label } else { format!("{label} behind {}", list(&spot.guards)) }
}

/// Names in backticks, the first of them.
fn list<T: AsRef<str>>(names: &[T]) -> String {
    let shown_names: Vec<String> =
        names.iter().take(LISTED).map(|name| format!("`{}`", shown(name.as_ref()))).collect();
    let all = shown_names.join(", ");
    match names.len().saturating_sub(LISTED) {
        0 => all,
        more => format!("{all} and {more} more"),
    }
}

/// Names, or all of them.
fn list_of<T: AsRef<str>>(names: &[T], all: &str) -> String {
    match names {
        [name] if name.as_ref() == "*" => format!("every {all}"),
        names => list(names),
    }
}

/// A gain as a sentence, or the loss of it.
pub(super) fn of_gain(gain: &Gain<'_>, route: &str, is_gained: bool) -> String {
    let may = if is_gained { "may now" } else { "may no longer" };
    let now = if is_gained { "now" } else { "no longer" };
    match gain {
        Gain::Everybody => format!("every page of the web {may} call {route}"),
        Gain::Origins(origins) => format!("{} {may} call {route}", list(origins)),
        Gain::Source(source) if is_gained => {
            format!("whoever `{}` lets in may now call {route}", unquoted(source))
        }
        Gain::Source(source) => {
            format!("{route} is no longer open to whoever `{}` lets in", unquoted(source))
        }
        Gain::Credentials => format!("calls of {route} {may} carry credentials"),
        Gain::Methods(names) => {
            format!("preflights of {route} {now} grant {}", list_of(names, "method"))
        }
        Gain::Headers(names) => {
            format!("pages {may} send {} to {route}", list_of(names, "request header"))
        }
        Gain::Expose(names) => {
            format!("pages {may} read {} of {route}", list_of(names, "response header"))
        }
        Gain::Unlisted if is_gained => {
            format!(
                "requests of unlisted origins now reach the handler of {route}: `reject_unlisted` is gone"
            )
        }
        Gain::Unlisted => {
            format!(
                "requests of unlisted origins no longer reach the handler of {route}: `reject_unlisted`"
            )
        }
    }
}

/// Descriptions of sources have backticks of their own, and the sentence puts others around them.
fn unquoted(description: &str) -> String {
    shown(&description.replace('`', ""))
}

/// Who is let in; `None` for nobody.
pub(super) fn who(origins: &GrantedOrigins<'_>) -> Option<String> {
    if origins.is_any {
        return Some(String::from("every page of the web"));
    }
    let patterns: Vec<String> = origins.patterns.iter().map(ToString::to_string).collect();
    match (origins.source, patterns.as_slice()) {
        (Some(source), _) => Some(format!("whoever `{}` lets in", unquoted(source))),
        (None, []) => None,
        (None, patterns) => Some(list(patterns)),
    }
}
