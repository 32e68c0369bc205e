//! `preflight_uncached`: a browser keeps a preflight without `max_age` for 5 seconds.

use cors_rules::audit::{Finding, FindingCode, HeaderAccess, OriginAccess};
use cors_rules::is_safelisted_method;

use crate::startup::audit::line::Line;

/// Said where requests need preflights: because of their method, or of a header that is listed.
/// Where `max_age = 0` is written, it is meant so.
pub(super) fn find(line: &Line) -> Option<Finding> {
    let access = line.access()?;
    let has_headers = access.headers != HeaderAccess::listed::<String>([]);
    let needs_preflight = !is_safelisted_method(line.row.method.as_bytes()) || has_headers;
    let is_uncached = access.max_age.is_none() && access.origins != OriginAccess::Nobody;
    (needs_preflight && is_uncached).then(|| {
        Finding::new(
            FindingCode::PreflightUncached,
            format!("the policy of {} has no `max_age`", line.name()),
            "write `max_age = 600`",
        )
    })
}
