//! What the lists of methods, headers and exposed headers have in common: `*`, repeats, and the
//! text of a header value.

use std::borrow::Cow;
use std::collections::HashSet;

use super::findings::Findings;
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

/// Goes through a list: `*` is noted, a good entry is kept once, and of a bad one `is_refused`
/// reports the first rule that it breaks.
pub(super) fn check_list(
    key: Key,
    entries: &[Entry],
    issues: &mut Findings,
    is_refused: impl Fn(&str, Place, &mut Findings) -> bool,
    normalize: impl Fn(&str) -> String,
) -> CheckedList {
    let mut checked = CheckedList::default();
    let mut repeats = Repeats::default();
    for (index, entry) in entries.iter().enumerate() {
        let place = Place::entry(key, index);
        let is_any = entry.text == "*";
        if !is_any && is_refused(&entry.text, place, issues) {
            checked.faulty = true;
            continue;
        }
        let name = normalize(&entry.text);
        if repeats.duplicate_entry(name.clone(), &entry.text, place, issues) {
            continue;
        }
        if is_any {
            checked.any = Some(place);
        } else {
            checked.names.push(name);
        }
    }
    checked
}

/// The entries of a list seen so far.
#[derive(Debug, Default)]
pub(super) struct Repeats<'t>(HashSet<Cow<'t, str>>);

impl<'t> Repeats<'t> {
    /// Each entry is written once; what counts is the normalised form.
    /// Warned of: `["x-a", "X-A"]`. Accepted: `["x-a"]`.
    pub(super) fn duplicate_entry(
        &mut self,
        normalized: impl Into<Cow<'t, str>>,
        text: &str,
        place: Place,
        issues: &mut Findings,
    ) -> bool {
        let normalized = normalized.into();
        if !self.0.contains(&normalized) {
            self.0.insert(normalized);
            return false;
        }
        issues.report(Rule::DuplicateEntry, || {
            let mut message = format!("`{}` is listed twice", shown(text));
            if normalized != text {
                message = format!("{message}, as `{}`", shown(&normalized));
            }
            Issue::new(Rule::DuplicateEntry, place, text, message, "remove the repeat")
        })
    }
}

/// Whether an entry is the word that stands in place of a list. Nothing is called so; in a list it
/// would read like everything, and let through a header of that name.
pub(super) fn is_word_any(text: &str) -> bool {
    text.eq_ignore_ascii_case("any")
}

/// The finding about that word in a list of names.
pub(super) fn word_any(
    rule: Rule,
    entries: &[Entry],
    text: &str,
    place: Place,
    issues: &mut Findings,
) -> bool {
    let surface = issues.keys();
    is_word_any(text)
        && issues.report(rule, || {
            let key = place.key;
            let message = format!("`{text}` in a list is a name, and nothing has it");
            let any = surface.write_any(key);
            let help = match entries {
                [_] => any,
                // The one list that is more than everything.
                [left, right]
                    if key == Key::Headers
                        && [left, right]
                            .iter()
                            .any(|entry| entry.text.eq_ignore_ascii_case("authorization")) =>
                {
                    format!("write `{}`", surface.entry(key, "*"))
                }
                _ => format!("remove it; for all {}, {any}", key.name()),
            };
            Issue::new(rule, place, text, message, help)
        })
}
