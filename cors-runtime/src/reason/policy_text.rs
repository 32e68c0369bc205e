//! A policy in the words of its author: the keys of the attribute, one text. For reports only.

use std::fmt::Write;

use cors_rules::{Headers, Methods, Origins};

use crate::policy::prepared::PreparedPolicy;

/// The most entries of a list that are written out.
const MOST: usize = 12;

/// The keys of a policy.
pub(crate) fn describe(policy: &PreparedPolicy) -> String {
    let rules = &policy.rules;
    let mut keys = vec![format!("origins = {}", origins(&rules.origins))];
    match &rules.methods {
        Methods::OfRoute => {}
        Methods::Any => keys.push("methods = any".to_owned()),
        Methods::List(names) => keys.push(format!("methods = {}", list(names.iter()))),
    }
    match &rules.headers {
        Headers::Any { authorization: false } => keys.push("headers = any".to_owned()),
        Headers::Any { authorization: true } => {
            keys.push(r#"headers = ["*", "authorization"]"#.to_owned());
        }
        Headers::List(names) if names.is_empty() => {}
        Headers::List(names) => keys.push(format!("headers = {}", list(names.iter()))),
    }
    if let Some(value) = &policy.values.expose_headers {
        let names = value.to_str().unwrap_or_default();
        keys.push(format!("expose = {}", list(names.split(',').map(str::trim))));
    }
    if rules.credentials {
        keys.push("credentials".to_owned());
    }
    if let Some(seconds) = rules.max_age {
        keys.push(format!("max_age = {seconds}"));
    }
    for (is_set, key) in [(rules.reject_unlisted, "reject_unlisted"), (rules.disabled, "disabled")]
    {
        if is_set {
            keys.push(key.to_owned());
        }
    }
    keys.join(", ")
}

fn origins(origins: &Origins) -> String {
    match origins {
        Origins::Any => "any".to_owned(),
        Origins::List(origins) => {
            let families = origins.patterns().iter().map(ToString::to_string);
            list(origins.exact().iter().map(str::to_owned).chain(families))
        }
        Origins::Source(_) | Origins::Shared(_) => "(a set of the running server)".to_owned(),
    }
}

fn list<T: AsRef<str>>(entries: impl Iterator<Item = T>) -> String {
    let mut text = "[".to_owned();
    let mut left_out = 0;
    for (index, entry) in entries.enumerate() {
        if index >= MOST {
            left_out += 1;
            continue;
        }
        let separator = if index == 0 { "" } else { ", " };
        // Writing to a text does not fail.
        let _ = write!(text, "{separator}{:?}", entry.as_ref());
    }
    if left_out > 0 {
        let _ = write!(text, ", and {left_out} more");
    }
    text.push(']');
    text
}
