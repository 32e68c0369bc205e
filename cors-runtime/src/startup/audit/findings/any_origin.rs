//! `any_origin`: every page of the web may read the responses.

use cors_rules::audit::{Finding, FindingCode, OriginAccess, OriginsNow};

use crate::startup::audit::line::Line;

/// Said of a policy for any origin, also where only a source says so.
pub(super) fn find(line: &Line) -> Option<Finding> {
    let is_any = match &line.access()?.origins {
        OriginAccess::Any => true,
        OriginAccess::Source { now, .. } => *now == OriginsNow::Any,
        _ => false,
    };
    is_any.then(|| {
        Finding::new(
            FindingCode::AnyOrigin,
            format!("every page of the web may read {}", line.name()),
            "list the origins, unless the content is public",
        )
    })
}
