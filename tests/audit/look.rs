//! What the tests ask of an audit.

use cors_runtime::Audit;
use cors_runtime::audit::{Answered, Finding, OriginAccess, OriginsNow, Row};

/// One line for each row: pattern (with `…` where it is a prefix), method, handler, policy, origins, who answers.
pub(crate) fn lines(audit: &Audit) -> Vec<String> {
    audit.rows().iter().map(line).collect()
}

fn line(row: &Row) -> String {
    let prefix = if row.is_prefix { "…" } else { "" };
    let handler = row.handler.as_deref().unwrap_or("-");
    let policy = row.policy.as_ref().map_or("-", |policy| &policy.policy);
    let answered = match &row.answered {
        None => "nobody",
        Some(Answered::Early) => "early",
        Some(Answered::ByRoute) => "route",
        Some(Answered::BehindMiddleware { .. }) => "behind",
        Some(_) => "?",
    };
    format!(
        "{}{prefix} {} {handler} {policy} [{}] {answered}",
        row.pattern,
        row.method,
        origins(row)
    )
}

/// Who may read the responses of a row.
pub(crate) fn origins(row: &Row) -> String {
    let Some(policy) = &row.policy else { return String::new() };
    match &policy.origins {
        OriginAccess::Any => "any".to_owned(),
        OriginAccess::Source { now: OriginsNow::Any, .. } => "any now".to_owned(),
        OriginAccess::Source { now: OriginsNow::Unknown, .. } => "unknown".to_owned(),
        OriginAccess::Nobody => "nobody".to_owned(),
        listed => {
            let patterns: Vec<String> = listed.patterns().iter().map(ToString::to_string).collect();
            patterns.join(" ")
        }
    }
}

/// The row of a pattern and method.
pub(crate) fn row<'a>(audit: &'a Audit, pattern: &str, method: &str) -> &'a Row {
    let mut rows = audit.rows().iter();
    rows.find(|row| row.pattern == pattern && row.method == method)
        .unwrap_or_else(|| panic!("no row {method} {pattern} in {:?}", lines(audit)))
}

/// The codes of some findings.
pub(crate) fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.name()).collect()
}

/// Whether a finding of this code is in a row.
pub(crate) fn is_found(audit: &Audit, pattern: &str, method: &str, code: &str) -> bool {
    codes(&row(audit, pattern, method).findings).contains(&code)
}
