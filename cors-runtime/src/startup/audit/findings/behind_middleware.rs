//! `behind_middleware`: other middleware sees the preflights of a policy first.

use cors_rules::audit::{Answered, Finding, FindingCode};

use crate::startup::audit::line::Line;

/// Said with the reason that the row has, and with what to write for that reason.
pub(super) fn find(line: &Line) -> Option<Finding> {
    let Some(Answered::BehindMiddleware { reason }) = &line.row.answered else { return None };
    Some(Finding::new(
        FindingCode::BehindMiddleware,
        format!("preflights for {} come behind other middleware: {reason}", line.name()),
        line.help,
    ))
}
