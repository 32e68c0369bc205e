//! Reads the entries of a table, and explains why one is refused. The rules are in
//! [`crate::check`].

use super::entry::{Pieces, is_plain};
use crate::{
    Draft, Entry, Issue, Key, OriginPattern, OriginRequirements, OriginsDraft, Place, Rule, check,
    shown,
};

/// Positions have 32 bits, which limits the texts of a table to 4 GiB.
pub(super) fn check_room(used: usize, text: &str) -> Result<(), Box<Issue>> {
    if u32::try_from(used + text.len()).is_ok() {
        return Ok(());
    }
    Err(Box::new(Issue::new(
        Rule::WrongValue,
        Place::key(Key::Origins),
        text,
        format!("`{}` does not fit: the origins together are longer than 4 GiB", shown(text)),
        "use a wildcard for origins that have their host in common",
    )))
}

/// Reads one entry, and applies the requirements to it.
pub(super) fn read_entry(
    text: &str,
    requirements: OriginRequirements,
) -> Result<Pieces<'_>, Box<Issue>> {
    if text == "*" {
        return Err(Box::new(everybody()));
    }
    if !is_plain(text) {
        OriginPattern::parse(text)?;
    }
    // Every pattern can be cut. If a mistake in this file made that untrue, the entry would be
    // refused.
    let pieces = Pieces::cut(text).ok_or_else(|| Box::new(refusal(Rule::OriginBadHost, text)))?;
    let refused = (requirements.refuse_insecure() && pieces.is_insecure())
        || (requirements.refuse_public_suffixes() && pieces.covers_public_suffix());
    if refused { Err(Box::new(violation(text, requirements))) } else { Ok(pieces) }
}

/// Only a policy may allow every origin, because reviewers read policies.
fn everybody() -> Issue {
    Issue::new(
        Rule::OriginBadWildcard,
        Place::key(Key::Origins),
        "*",
        "`*` is every origin, and no entry of a set",
        "write `origins = any` in the policy, or name the host, for example `\"https://*.a.example\"`",
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
            Rule::InsecureOriginWithCredentials | Rule::PublicSuffixWithCredentials
        )
    };
    let found = check(&draft).issues.into_iter().find(is_about_credentials);
    let issue = found.unwrap_or_else(|| refusal(Rule::InsecureOriginWithCredentials, text));
    issue.at(Place::key(Key::Origins))
}

fn refusal(rule: Rule, text: &str) -> Issue {
    let message = format!("`{}` is refused", shown(text));
    Issue::new(rule, Place::key(Key::Origins), text, message, "")
}
