//! `state_change_by_simple_request`: pages send forms without asking, and the handler runs before
//! CORS says anything ([Fetch](https://fetch.spec.whatwg.org/#simple-header)).

use cors_rules::audit::{Finding, FindingCode};

use crate::startup::audit::line::Line;

/// Said of a POST that takes a form, unless its policy has `reject_unlisted`. What changes by a GET
/// cannot be seen.
pub(super) fn find(line: &Line) -> Option<Finding> {
    let is_guarded = line.access().is_some_and(|access| access.reject_unlisted);
    (line.row.method == "POST" && line.takes_form && !is_guarded).then(|| {
        Finding::new(
            FindingCode::StateChangeBySimpleRequest,
            format!("{} takes a form, which every page may send without a preflight", line.name()),
            "write `reject_unlisted`, or guard it against forged requests in another way",
        )
    })
}
