//! What the lists of methods, headers and exposed headers have in common: `*`, repeats, and the
//! text of a header value.

use std::collections::HashSet;

use crate::shown::shown;
use crate::{Entry, Issue, Key, Names, Place, Rule};

/// A checked list of names.
#[derive(Debug, Default)]
pub(super) struct CheckedList {
    /// Where the first `*` stands.
    pub(super) any: Option<Place>,
    /// The good entries, normalised, in the order written, each once.
    pub(super) names: Vec<String>,
    /// Some entry is bad.
    pub(super) faulty: bool,
}

impl CheckedList {
    /// The names of a header value, or `None` where there is none.
    pub(super) fn joined(&self) -> Option<String> {
        (!self.names.is_empty()).then(|| self.names.join(", "))
    }

    /// The names for lookups.
    pub(super) fn into_names(self) -> Names {
        if self.names.is_empty() { Names::EMPTY } else { Names::sorted(self.names) }
    }
}

/// Goes through a list: `*` is noted, a good entry is kept once, a bad one is reported by the first
/// rule that it breaks.
pub(super) fn check_list(
    key: Key,
    entries: &[Entry],
    issues: &mut Vec<Issue>,
    first_issue: impl Fn(&str, Place) -> Option<Issue>,
    normalize: impl Fn(&str) -> String,
) -> CheckedList {
    let mut checked = CheckedList::default();
    let mut repeats = Repeats::default();
    for (index, entry) in entries.iter().enumerate() {
        let place = Place::entry(key, index);
        let is_any = entry.text == "*";
        if let Some(issue) = first_issue(&entry.text, place).filter(|_| !is_any) {
            checked.faulty = true;
            issues.push(issue);
            continue;
        }
        let name = normalize(&entry.text);
        match repeats.duplicate_entry(&name, &entry.text, place) {
            Some(issue) => issues.push(issue),
            None if is_any => checked.any = Some(place),
            None => checked.names.push(name),
        }
    }
    checked
}

/// The entries of a list seen so far.
#[derive(Debug, Default)]
pub(super) struct Repeats(HashSet<String>);

impl Repeats {
    /// Each entry is written once; what counts is the normalised form.
    /// Warned of: `["x-a", "X-A"]`. Accepted: `["x-a"]`.
    pub(super) fn duplicate_entry(
        &mut self,
        normalized: &str,
        text: &str,
        place: Place,
    ) -> Option<Issue> {
        if self.0.insert(normalized.to_owned()) {
            return None;
        }
        let mut message = format!("`{}` is listed twice", shown(text));
        if normalized != text {
            message = format!("{message}, as `{}`", shown(normalized));
        }
        Some(Issue::new(Rule::DuplicateEntry, place, text, message, "remove the repeat"))
    }
}

/// Texts as entries of an attribute's list: `"a", "b"`.
pub(super) fn quoted<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let quoted: Vec<String> = texts.into_iter().map(|text| format!("\"{text}\"")).collect();
    quoted.join(", ")
}
