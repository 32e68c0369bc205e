//! From an audit to its JSON form.

use serde::Serialize;

use super::form::{AUDIT_VERSION, AnsweredForm, FindingForm, RowForm};
use super::listing::{Listing, SourceForm};
use crate::audit::access::PolicyAccess;
use crate::audit::answered::Answered;
use crate::audit::finding::Finding;
use crate::audit::names::{HeaderAccess, NameSet};
use crate::audit::origins::{OriginAccess, OriginsNow};
use crate::audit::row::Row;
use crate::audit::table::Audit;

/// The whole file.
#[derive(Serialize)]
struct Document<'a> {
    version: u64,
    rows: Vec<RowForm>,
    findings: Vec<FindingForm>,
    gaps: &'a [String],
}

pub(super) fn text(audit: &Audit) -> String {
    let document = Document {
        version: AUDIT_VERSION,
        rows: audit.rows().iter().map(row).collect(),
        findings: audit.findings().iter().map(finding).collect(),
        gaps: audit.gaps(),
    };
    // No key of a map is anything but a text, so this cannot fail.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn row(row: &Row) -> RowForm {
    let policy = row.policy.as_ref();
    RowForm {
        pattern: row.pattern.clone(),
        is_prefix: row.is_prefix,
        method: row.method.clone(),
        guards: row.guards.clone(),
        handler: row.handler.clone(),
        source: row.source.as_ref().map(ToString::to_string),
        policy: policy.map(|policy| policy.policy.clone()),
        policy_source: policy.and_then(place_of),
        origins: policy.map(|policy| origins(&policy.origins)),
        methods: policy.map(|policy| names(&policy.methods)),
        headers: policy.map(|policy| headers(&policy.headers)),
        expose: policy.map(|policy| names(&policy.expose)),
        credentials: policy.map(|policy| policy.credentials),
        max_age: policy.and_then(|policy| policy.max_age),
        reject_unlisted: policy.map(|policy| policy.reject_unlisted),
        answered: row.answered.as_ref().map(answered),
        findings: row.findings.iter().map(finding).collect(),
    }
}

fn place_of(policy: &PolicyAccess) -> Option<String> {
    policy.place.as_ref().map(ToString::to_string)
}

fn origins(origins: &OriginAccess) -> Listing {
    match origins {
        OriginAccess::Any => Listing::word("any"),
        OriginAccess::Nobody => Listing::word("nobody"),
        OriginAccess::Listed(patterns) => Listing::list(patterns),
        OriginAccess::Source { description, now } => {
            let now = match now {
                OriginsNow::Any => Listing::word("any"),
                OriginsNow::Unknown => Listing::word("unknown"),
                OriginsNow::Listed(patterns) => Listing::list(patterns),
            };
            Listing::Source(SourceForm { source: description.clone(), now: Box::new(now) })
        }
    }
}

fn names(names: &NameSet) -> Listing {
    match names {
        NameSet::Any => Listing::word("any"),
        NameSet::Listed(names) => Listing::list(names),
    }
}

fn headers(headers: &HeaderAccess) -> Listing {
    match headers {
        HeaderAccess::Any { authorization: false } => Listing::word("any"),
        HeaderAccess::Any { authorization: true } => Listing::list(["*", "authorization"]),
        HeaderAccess::Listed(names) => Listing::list(names),
    }
}

fn answered(answered: &Answered) -> AnsweredForm {
    match answered {
        Answered::Early => AnsweredForm::Early,
        Answered::ByRoute => AnsweredForm::ByTheRoute,
        Answered::BehindMiddleware { reason } => AnsweredForm::BehindMiddleware(reason.clone()),
    }
}

fn finding(finding: &Finding) -> FindingForm {
    FindingForm {
        code: finding.code.name().to_owned(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        source: finding.place.as_ref().map(ToString::to_string),
    }
}
