//! The key `origins`: reads every entry, applies the rules about the list as a whole, and makes
//! issues of faults, with the corrected text as help where there is one. The rules about
//! credentials are in `combinations`.

use crate::shown::shown;
use crate::{
    Danger, Draft, Entry, Issue, Key, OriginList, OriginPattern, Origins, OriginsDraft, Place,
    Rule, Surface,
};

use super::fault::{ANY_ORIGIN, Fault, NULL_ORIGIN};
use super::findings::Findings;
use super::guess::Repair;
use super::lists::{Repeats, is_word_any};
use super::origin::read_origin;
use super::repair::{repair, repair_list};

/// The origins of a draft, checked.
#[derive(Debug, Default)]
pub(super) struct CheckedOrigins {
    /// Where `any` stands.
    pub(super) any: Option<Place>,
    /// The good entries, in the order written, each once.
    pub(super) patterns: Vec<(Place, OriginPattern)>,
    /// Some entry is bad, or nothing was written.
    pub(super) faulty: bool,
    /// More origins come at run time, or from the policy beneath an overlay.
    pub(super) open: bool,
}

impl CheckedOrigins {
    /// The origins of the policy.
    pub(super) fn into_origins(self) -> Origins {
        if self.any.is_some() {
            return Origins::Any;
        }
        if self.patterns.is_empty() {
            return Origins::List(OriginList::EMPTY);
        }
        Origins::List(OriginList::new(self.patterns.into_iter().map(|(_, pattern)| pattern)))
    }
}

/// Checks the key.
pub(super) fn check_origins(draft: &Draft, issues: &mut Findings) -> CheckedOrigins {
    let key = Place::key(Key::Origins);
    match &draft.origins {
        None => {
            issues.extend(missing_origins(draft, issues.keys()));
            CheckedOrigins {
                faulty: !draft.is_overlay && !draft.disabled,
                open: draft.is_overlay,
                ..CheckedOrigins::default()
            }
        }
        Some(OriginsDraft::Any) => CheckedOrigins { any: Some(key), ..CheckedOrigins::default() },
        Some(OriginsDraft::Set) => CheckedOrigins { open: true, ..CheckedOrigins::default() },
        Some(OriginsDraft::List(entries)) if draft.open.contains(&Key::Origins) => {
            let checked = (!entries.is_empty()).then(|| check_entries(draft, entries, issues));
            CheckedOrigins { open: true, ..checked.unwrap_or_default() }
        }
        Some(OriginsDraft::List(entries)) => check_entries(draft, entries, issues),
        Some(OriginsDraft::Env { variable, default }) => {
            issues.extend(bad_variable(variable, issues.keys()));
            let is_open = draft.open.contains(&Key::Origins);
            let defaults = default.as_deref().filter(|entries| !is_open || !entries.is_empty());
            let checked = defaults.map(|entries| check_entries(draft, entries, issues));
            CheckedOrigins { open: true, ..checked.unwrap_or_default() }
        }
    }
}

fn check_entries(draft: &Draft, entries: &[Entry], issues: &mut Findings) -> CheckedOrigins {
    let mut checked = CheckedOrigins::default();
    issues.extend(empty_origins(entries, issues.keys()));
    checked.faulty = entries.is_empty();
    let null_allowed = draft.dangerous.contains(&Danger::NullOrigin);
    let mut repeats = Repeats::default();
    for (index, entry) in entries.iter().enumerate() {
        let place = Place::entry(Key::Origins, index);
        if entry.text == "*" {
            repeats.duplicate_entry("*", "*", place, issues);
            checked.any = checked.any.or(Some(place));
            continue;
        }
        if is_word_any(&entry.text) {
            issues.extend([word_any(draft, entries, place, issues.origins())]);
            checked.faulty = true;
            continue;
        }
        match read_origin(&entry.text, null_allowed) {
            Err(fault) => {
                let (keys, origins) = (issues.keys(), issues.origins());
                issues.report(fault.rule, || explain(fault, &entry.text, place, keys, origins));
                checked.faulty = true;
            }
            Ok(pattern) => {
                if !repeats.duplicate_entry(entry.text.as_str(), &entry.text, place, issues) {
                    checked.patterns.push((place, pattern));
                }
            }
        }
    }
    issues.extend(any_origin_with_list(draft, &checked, issues.origins()));
    subsumed_origins(&checked, issues);
    checked
}

impl OriginPattern {
    /// Reads a pattern, or returns why it is none. `*` and `null` are no patterns: what they mean
    /// depends on the policy.
    ///
    /// # Errors
    /// The first rule that the text breaks, with the corrected text where there is one.
    ///
    /// ```
    /// use cors_rules::OriginPattern;
    ///
    /// let pattern = OriginPattern::parse("https://*.a.example").unwrap();
    /// assert_eq!(pattern.to_string(), "https://*.a.example");
    /// let issue = OriginPattern::parse("https://a.example/").unwrap_err();
    /// assert_eq!((issue.code(), issue.help()), ("origin_trailing_slash", r#"write `"https://a.example"`"#));
    /// ```
    pub fn parse(text: &str) -> Result<OriginPattern, Box<Issue>> {
        let place = Place::key(Key::Origins);
        let explained = |fault| explain(fault, text, place, Surface::Attribute, Surface::Set);
        read_origin(text, false).map_err(|fault| Box::new(explained(fault)))
    }
}

/// The origins that were meant by a text that stands where a list should; `None` where a part of it
/// has no correction.
pub(super) fn origins_meant_by(text: &str) -> Option<Vec<String>> {
    if super::is_origin(text) {
        return Some(vec![text.to_owned()]);
    }
    match repair(text) {
        Repair::Write(corrected) => Some(vec![corrected]),
        Repair::Say(_) => None,
        Repair::Unknown => repair_list(text),
    }
}

/// Makes an issue of a fault. The help is the corrected text where there is one, else the rule's
/// own help.
fn explain(fault: Fault, text: &str, place: Place, keys: Surface, origins: Surface) -> Issue {
    let Fault { rule, mark, what, otherwise } = fault;
    let own = || {
        otherwise
            .replace(ANY_ORIGIN, &origins.write_any(Key::Origins))
            .replace(NULL_ORIGIN, &keys.danger(Danger::NullOrigin))
    };
    let help = match repair(text) {
        Repair::Write(corrected) => format!("write `{}`", origins.entry(Key::Origins, &corrected)),
        Repair::Say(advice) => advice,
        Repair::Unknown => corrected_list(rule, text, origins).unwrap_or_else(own),
    };
    let message = match text {
        "" => format!("an origin {what}"),
        _ => format!("`{}` {what}", shown(text)),
    };
    let issue = Issue::new(rule, place, text, message, help);
    // In an empty text there is nothing to mark.
    if text.is_empty() { issue } else { issue.with_mark(mark) }
}

/// The help for a text that lists several origins: each as an entry of its own.
fn corrected_list(rule: Rule, text: &str, surface: Surface) -> Option<String> {
    let entries = if rule == Rule::OriginList { repair_list(text)? } else { return None };
    Some(format!("write `{}`", surface.entries(Key::Origins, entries.iter().map(String::as_str))))
}

/// The word `any` stands in place of a list; in a list it would be a host without a scheme.
fn word_any(draft: &Draft, entries: &[Entry], place: Place, surface: Surface) -> Issue {
    let any = surface.write_any(Key::Origins);
    let help = if draft.credentials {
        "list the origins: credentials never go with every origin".to_owned()
    } else if entries.len() == 1 {
        any
    } else {
        format!("remove it; for every origin {any}")
    };
    let text = entries.get(place.entry.unwrap_or_default()).map_or("any", |entry| &entry.text);
    let message = format!("`{text}` is no origin");
    Issue::new(Rule::OriginMissingScheme, place, text, message, help)
}

/// A policy names who may read responses; a forgotten key never means "everybody".
/// Refused: `methods = [PUT]`.
/// Accepted: `origins = any`, or an overlay over a policy that names them.
fn missing_origins(draft: &Draft, surface: Surface) -> Option<Issue> {
    (draft.origins.is_none() && !draft.is_overlay && !draft.disabled).then(|| {
        Issue::new(
            Rule::MissingOrigins,
            Place::key(Key::Origins),
            "",
            "nothing says who may read responses",
            match surface {
                Surface::Builder => {
                    "add `.origins([\"https://a.example\"])`, or `.any_origin()` for a public resource"
                }
                Surface::File => {
                    "add the key `origins` with a list such as `[\"https://a.example\"]`, or with \
                     `\"any\"` for a public resource"
                }
                _ => "add `origins = [\"https://a.example\"]`, or `origins = any` for a public resource",
            },
        )
    })
}

/// A list of origins has at least one entry.
/// Refused: `origins = []`. Accepted: `origins = ["https://a.example"]`.
fn empty_origins(entries: &[Entry], surface: Surface) -> Option<Issue> {
    entries.is_empty().then(|| {
        Issue::new(
            Rule::EmptyOrigins,
            Place::key(Key::Origins),
            "",
            "the list of origins is empty, so nobody could read responses",
            match surface {
                Surface::Builder => "list an origin",
                Surface::File => {
                    "list an origin, or set `disabled` to `true` alone to switch CORS off"
                }
                _ => "list an origin, or write `disabled` alone to switch CORS off",
            },
        )
    })
}

/// The name of an environment variable is not empty and holds neither `=` nor NUL; reading any
/// other always fails.
/// Refused: `env("")`. Accepted: `env("APP_ORIGINS")`.
fn bad_variable(variable: &str, surface: Surface) -> Option<Issue> {
    (variable.is_empty() || variable.contains(['=', '\0'])).then(|| {
        let message = match variable {
            "" => "the name of the environment variable is empty".to_owned(),
            _ => format!("`{}` cannot be the name of an environment variable", shown(variable)),
        };
        let help = match surface {
            Surface::Builder => "write a name, for example `\"APP_ORIGINS\"`",
            _ => "write a name, for example `origins = env(\"APP_ORIGINS\")`",
        };
        Issue::new(Rule::WrongValue, Place::key(Key::Origins), variable, message, help)
    })
}

/// Any origin and a list contradict each other: the list would have no effect, but read like a
/// restriction.
/// Refused: `["*", "https://a.example"]`. Accepted: either of them.
fn any_origin_with_list(
    draft: &Draft,
    checked: &CheckedOrigins,
    surface: Surface,
) -> Option<Issue> {
    let (place, pattern) = checked.patterns.first().filter(|_| checked.any.is_some())?;
    let star = surface.entry(Key::Origins, "*");
    let help = if draft.credentials {
        format!("remove `{star}`")
    } else {
        format!("keep {} for everybody, or remove `{star}`", surface.any_origin_alone())
    };
    let message = match checked.patterns.len() {
        1 => "`*` is every origin, and stands beside 1 origin".to_owned(),
        count => format!("`*` is every origin, and stands beside {count} origins"),
    };
    Some(Issue::new(Rule::AnyOriginWithList, *place, pattern.to_string(), message, help))
}

/// A wider pattern of the same list covers the origin already.
/// Warned of: `["https://a.b.example", "https://*.b.example"]`.
/// Accepted: `["https://*.b.example"]`.
fn subsumed_origins(checked: &CheckedOrigins, issues: &mut Findings) {
    let patterns = || checked.patterns.iter().map(|(_, pattern)| pattern);
    // Only a family covers others.
    let families = OriginList::new(patterns().filter(|pattern| !pattern.is_exact()).cloned());
    if families.is_empty() {
        return;
    }
    for (place, pattern) in &checked.patterns {
        let Some(wider) = families.covering(pattern) else { continue };
        issues.report(Rule::SubsumedOrigin, || {
            let message = format!("`{pattern}` is covered by `{wider}` already");
            let help = "remove the one that is not meant";
            Issue::new(Rule::SubsumedOrigin, *place, pattern.to_string(), message, help)
        });
    }
}
