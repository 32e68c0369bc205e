//! What a row says, as pieces of text; how they are put on a page is up to the forms.

use crate::audit::access::PolicyAccess;
use crate::audit::answered::Answered;
use crate::audit::names::{HeaderAccess, NameSet};
use crate::audit::origins::{OriginAccess, OriginsNow};
use crate::audit::row::Row;
use crate::audit::table::Audit;

/// The pattern, with an ellipsis where it is a prefix.
pub(super) fn route(row: &Row) -> String {
    match (row.is_prefix, row.pattern.ends_with('/')) {
        (true, true) => format!("{}…", row.pattern),
        (true, false) => format!("{}/…", row.pattern),
        (false, _) => row.pattern.clone(),
    }
}

/// Who is let in: one origin, or some words, a piece.
pub(super) fn origins(row: &Row) -> Vec<String> {
    let Some(policy) = &row.policy else { return vec![String::from("no policy")] };
    match &policy.origins {
        OriginAccess::Any => vec![String::from("every page of the web")],
        OriginAccess::Nobody => vec![String::from("nobody: disabled")],
        OriginAccess::Listed(patterns) => patterns.iter().map(ToString::to_string).collect(),
        OriginAccess::Source { description, now } => {
            let mut pieces = vec![format!("from {}", description.replace('`', ""))];
            match now {
                OriginsNow::Any => pieces.push(String::from("now every page of the web")),
                OriginsNow::Unknown => pieces.push(String::from("asked for each request")),
                OriginsNow::Listed(patterns) if patterns.is_empty() => {
                    pieces.push(String::from("now nobody"));
                }
                OriginsNow::Listed(patterns) => {
                    pieces.push(String::from("now"));
                    pieces.extend(patterns.iter().map(ToString::to_string));
                }
            }
            pieces
        }
    }
}

/// What they are granted, and who answers their preflights.
pub(super) fn grants(row: &Row) -> Vec<String> {
    let Some(policy) = &row.policy else { return Vec::new() };
    let mut pieces = Vec::new();
    if policy.credentials {
        pieces.push(String::from("credentials"));
    }
    if policy.reject_unlisted {
        pieces.push(String::from("rejects unlisted"));
    }
    pieces.extend(names("methods", &policy.methods));
    pieces.extend(headers(&policy.headers));
    pieces.extend(names("exposes", &policy.expose));
    pieces.push(age(policy));
    pieces.extend(row.answered.as_ref().map(answered));
    pieces
}

fn names(what: &str, names: &NameSet) -> Option<String> {
    match names {
        NameSet::Any => Some(format!("{what} any")),
        NameSet::Listed(names) if names.is_empty() => None,
        NameSet::Listed(names) => {
            Some(format!("{what} {}", names.iter().cloned().collect::<Vec<_>>().join(", ")))
        }
    }
}

fn headers(headers: &HeaderAccess) -> Option<String> {
    match headers {
        HeaderAccess::Any { authorization: true } => {
            Some(String::from("headers any, authorization"))
        }
        HeaderAccess::Any { authorization: false } => Some(String::from("headers any")),
        HeaderAccess::Listed(listed) => names("headers", &NameSet::Listed(listed.clone())),
    }
}

fn age(policy: &PolicyAccess) -> String {
    match policy.max_age {
        None => String::from("no max_age"),
        Some(0) => String::from("preflights not kept"),
        Some(seconds) => format!("preflights kept {seconds} s"),
    }
}

fn answered(answered: &Answered) -> String {
    match answered {
        Answered::Early => String::from("answered early"),
        Answered::ByRoute => String::from("answered by the route"),
        Answered::BehindMiddleware { reason } => format!("behind middleware: {reason}"),
    }
}

/// How many routes there are, how many without a policy, and how many findings.
pub(super) fn summary(audit: &Audit) -> String {
    let rows = audit.rows();
    let open = rows.iter().filter(|row| row.policy.is_none()).count();
    let findings =
        audit.findings().len() + rows.iter().map(|row| row.findings.len()).sum::<usize>();
    let [routes, findings] = [(rows.len(), "route"), (findings, "finding")]
        .map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" }));
    format!("{routes}, {open} without a policy, {findings}")
}

/// Whether something else than origins stands among what [`origins`] says.
pub(super) fn has_words_for_origins(row: &Row) -> bool {
    !matches!(&row.policy, Some(policy) if matches!(policy.origins, OriginAccess::Listed(_)))
}
