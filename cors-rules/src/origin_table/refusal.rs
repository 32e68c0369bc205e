//! Reads the entries of a table, and explains why one is refused. The rules are in
//! [`crate::check`].

use super::entry::{cut, is_plain};
use crate::check::is_origin;
use crate::pattern_shape::Shape;
use crate::{
    Draft, Entry, Issue, Key, OriginPattern, OriginRequirements, OriginsDraft, Place, Rule,
    Surface, check_in, shown,
};

/// Why a table does not take an entry. It costs nothing; [`Refusal::into_issue`] makes the texts,
/// for the entries that are listed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Refusal {
    /// `*`.
    Everybody,
    /// It breaks a rule of an origin's form.
    Form,
    /// The requirements forbid it.
    Credentials,
    /// The table is full.
    NoRoom,
}

/// Positions have 32 bits, which limits the texts of a table to 4 GiB.
pub(super) fn check_room(used: usize, text: &str) -> Result<(), Refusal> {
    if u32::try_from(used + text.len()).is_ok() { Ok(()) } else { Err(Refusal::NoRoom) }
}

/// Reads one entry, and applies the requirements to it.
pub(super) fn read_entry(
    text: &str,
    requirements: OriginRequirements,
) -> Result<Shape<'_>, Refusal> {
    if text == "*" {
        return Err(Refusal::Everybody);
    }
    if !is_plain(text) && !is_origin(text) {
        return Err(Refusal::Form);
    }
    // Every pattern can be cut. If a mistake in this file made that untrue, the entry would be
    // refused.
    let pattern = cut(text).ok_or(Refusal::Form)?;
    if requirements.admit_pattern(&pattern) { Ok(pattern) } else { Err(Refusal::Credentials) }
}

impl Refusal {
    /// The issue of an entry that is refused.
    pub(super) fn into_issue(self, text: &str, requirements: OriginRequirements) -> Issue {
        match self {
            Refusal::Everybody => everybody(),
            Refusal::Form => match OriginPattern::parse(text) {
                Err(issue) => *issue,
                Ok(_) => refusal(Rule::OriginBadHost, text),
            },
            Refusal::Credentials => violation(text, requirements),
            Refusal::NoRoom => no_room(text),
        }
    }
}

fn no_room(text: &str) -> Issue {
    Issue::new(
        Rule::WrongValue,
        Place::key(Key::Origins),
        text,
        format!("`{}` does not fit: the origins together are longer than 4 GiB", shown(text)),
        "use a wildcard for origins that have their host in common",
    )
}

/// Only a policy may allow every origin, because reviewers read policies.
fn everybody() -> Issue {
    Issue::new(
        Rule::OriginBadWildcard,
        Place::key(Key::Origins),
        "*",
        "`*` is every origin, and no entry of a set",
        "name the host, for example `https://*.a.example`; for every origin let the policy say `origins = any`",
    )
}

/// The issue of an entry that the requirements refuse: the same as for a list that is written in a
/// policy.
fn violation(text: &str, requirements: OriginRequirements) -> Issue {
    let draft = Draft {
        origins: Some(OriginsDraft::List(vec![Entry::from(text)])),
        credentials: requirements.credentials,
        dangerous: requirements.dangers(),
        ..Draft::default()
    };
    let is_about_credentials = |issue: &Issue| {
        matches!(
            issue.rule(),
            Rule::InsecureOriginWithCredentials
                | Rule::PublicSuffixWithCredentials
                | Rule::AnyExtensionWithCredentials
        )
    };
    let checked = check_in(&draft, Surface::Attribute, Surface::Set);
    let found = checked.issues.into_iter().find(is_about_credentials);
    let issue = found.unwrap_or_else(|| refusal(Rule::InsecureOriginWithCredentials, text));
    issue.at(Place::key(Key::Origins))
}

fn refusal(rule: Rule, text: &str) -> Issue {
    let message = format!("`{}` is refused", shown(text));
    Issue::new(rule, Place::key(Key::Origins), text, message, "")
}
