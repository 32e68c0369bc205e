//! The key `origins`: every entry read, the whole judged. What credentials add is `combinations`' business.

use crate::shown::shown;
use crate::{
    Danger, Draft, Entry, Issue, Key, OriginList, OriginPattern, Origins, OriginsDraft, Place, Rule,
};

use super::findings::Findings;
use super::lists::Repeats;
use super::origin::read_origin;

/// What is known of the origins of a draft.
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
            issues.extend(missing_origins(draft));
            CheckedOrigins {
                faulty: !draft.is_overlay && !draft.disabled,
                open: draft.is_overlay,
                ..CheckedOrigins::default()
            }
        }
        Some(OriginsDraft::Any) => CheckedOrigins { any: Some(key), ..CheckedOrigins::default() },
        Some(OriginsDraft::Set) => CheckedOrigins { open: true, ..CheckedOrigins::default() },
        Some(OriginsDraft::List(entries)) => check_entries(draft, entries, issues),
        Some(OriginsDraft::Env { variable, default }) => {
            issues.extend(bad_variable(variable));
            let defaults = default.as_deref();
            let checked = defaults.map(|entries| check_entries(draft, entries, issues));
            CheckedOrigins { open: true, ..checked.unwrap_or_default() }
        }
    }
}

fn check_entries(draft: &Draft, entries: &[Entry], issues: &mut Findings) -> CheckedOrigins {
    let mut checked = CheckedOrigins::default();
    issues.extend(empty_origins(entries));
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
        match read_origin(&entry.text, null_allowed) {
            Err(fault) => {
                issues.report(fault.rule(), || fault.into_issue(&entry.text, place));
                checked.faulty = true;
            }
            Ok(pattern) => {
                if !repeats.duplicate_entry(entry.text.as_str(), &entry.text, place, issues) {
                    checked.patterns.push((place, pattern));
                }
            }
        }
    }
    issues.extend(any_origin_with_list(draft, &checked));
    subsumed_origins(&checked, issues);
    checked
}

/// A policy names who may read responses; a forgotten key never means "everybody".
/// Refused: `methods = [PUT]`. Accepted: `origins = any`, or an overlay over a policy that names them.
fn missing_origins(draft: &Draft) -> Option<Issue> {
    (draft.origins.is_none() && !draft.is_overlay && !draft.disabled).then(|| {
        Issue::new(
            Rule::MissingOrigins,
            Place::key(Key::Origins),
            "",
            "nothing says who may read responses",
            "add `origins = [\"https://a.example\"]`, or `origins = any` for a public resource",
        )
    })
}

/// A list of origins has at least one entry.
/// Refused: `origins = []`. Accepted: `origins = ["https://a.example"]`.
fn empty_origins(entries: &[Entry]) -> Option<Issue> {
    entries.is_empty().then(|| {
        Issue::new(
            Rule::EmptyOrigins,
            Place::key(Key::Origins),
            "",
            "the list of origins is empty, so nobody could read responses",
            "list an origin, or write `disabled` to switch CORS off",
        )
    })
}

/// The name of an environment variable is not empty and holds neither `=` nor NUL; reading any other always fails.
/// Refused: `env("")`. Accepted: `env("APP_ORIGINS")`.
fn bad_variable(variable: &str) -> Option<Issue> {
    (variable.is_empty() || variable.contains(['=', '\0'])).then(|| {
        let message = match variable {
            "" => "the name of the environment variable is empty".to_owned(),
            _ => format!("`{}` cannot be the name of an environment variable", shown(variable)),
        };
        let help = "write a name, for example `origins = env(\"APP_ORIGINS\")`";
        Issue::new(Rule::WrongValue, Place::key(Key::Origins), variable, message, help)
    })
}

/// Any origin and a list contradict each other: the list would be dead text that reads like a restriction.
/// Refused: `["*", "https://a.example"]`. Accepted: either of them.
fn any_origin_with_list(draft: &Draft, checked: &CheckedOrigins) -> Option<Issue> {
    let (place, pattern) = checked.patterns.first().filter(|_| checked.any.is_some())?;
    let text = pattern.to_string();
    let help = if draft.credentials {
        "remove `\"*\"`"
    } else {
        "remove `\"*\"`, or write `origins = any`"
    };
    let message = format!("`{text}` means nothing beside `*`, which is every origin");
    Some(Issue::new(Rule::AnyOriginWithList, *place, text, message, help))
}

/// A wider pattern of the same list covers the origin already.
/// Warned of: `["https://a.b.example", "https://*.b.example"]`. Accepted: `["https://*.b.example"]`.
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
