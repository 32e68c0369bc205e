//! The keys that would let in by the other policy what only the present one lets in, ready to paste.
//! Each value says how often it was seen: whoever can send requests can come to stand here.

use std::fmt::{self, Write as _};

use cors_rules::{Headers, Methods, Names, Origins};

use crate::policy::prepared::PreparedPolicy;
use crate::shadow::seen::{OnlyOneLetsIn, ValueSeen};

/// The text; nothing where there is nothing to add.
pub(super) fn text(next: &PreparedPolicy, only_now: &OnlyOneLetsIn) -> Option<String> {
    let rules = &next.rules;
    let mut text = String::new();
    let is_off = rules.disabled || !next.is_set();
    let own_origins = match &rules.origins {
        Origins::List(list) if !is_off => {
            let families = list.patterns().iter().map(ToString::to_string);
            list.exact().iter().map(str::to_owned).chain(families).collect()
        }
        _ => Vec::new(),
    };
    let own_methods = match &rules.methods {
        Methods::List(names) if !is_off => listed(names),
        _ => Vec::new(),
    };
    let own_headers = match &rules.headers {
        Headers::List(names) if !is_off => listed(names),
        _ => Vec::new(),
    };
    let is_set = !is_off && rules.origins.source().is_some();
    let origins = if is_set { "// into the set: origins" } else { "origins" };
    let keys = [
        (origins, own_origins, only_now.origins()),
        ("methods", own_methods, only_now.methods()),
        ("headers", own_headers, only_now.headers()),
    ];
    for (key, own, seen) in keys {
        // Writing to a text does not fail.
        let _ = write_key(&mut text, key, &own, seen);
    }
    (!text.is_empty()).then_some(text)
}

fn listed(names: &Names) -> Vec<String> {
    names.iter().map(str::to_owned).collect()
}

/// A key replaces that of the policy whole, so what the policy lists already comes first.
fn write_key(text: &mut String, key: &str, own: &[String], seen: &[ValueSeen]) -> fmt::Result {
    if seen.is_empty() {
        return Ok(());
    }
    writeln!(text, "{key} = [")?;
    for value in own {
        writeln!(text, "    {value:?},")?;
    }
    let busiest = seen.iter().map(ValueSeen::networks).max().unwrap_or_default();
    for value in seen {
        // Where others come from many networks, what one has made up is not to be pasted blindly.
        let is_doubtful = value.networks() == 1 && busiest > 1 || value.value() == "null";
        let mark = if is_doubtful { "// " } else { "" };
        writeln!(text, "    {mark}{:?}, // {value}", value.value())?;
    }
    writeln!(text, "],")
}
