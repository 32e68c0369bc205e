//! `wildcard_origin`: a pattern lets in every member of a family of origins.

use cors_rules::HostPattern;
use cors_rules::audit::{Finding, FindingCode};

use crate::startup::audit::findings::listed::listed;
use crate::startup::audit::line::Line;

/// Said of subdomains, networks and the extensions of a browser; not of `:*`, whose host is written.
pub(super) fn find(line: &Line) -> Option<Finding> {
    let patterns = line.access()?.origins.patterns().iter();
    let families: Vec<String> = patterns
        .filter(|pattern| !matches!(pattern.host, HostPattern::Exact(_)))
        .map(ToString::to_string)
        .collect();
    (!families.is_empty()).then(|| {
        Finding::new(
            FindingCode::WildcardOrigin,
            format!("{} may be read by every origin of {}", line.name(), listed(&families)),
            "list the origins that need it",
        )
    })
}
