//! What a reviewer should look at. Each kind of finding is one function in a file of its name, and
//! says nothing where there is nothing to see. The codes, and how much each matters, are a table of
//! `cors-rules`.

mod any_origin;
mod behind_middleware;
mod dangerous_used;
mod insecure_origin;
mod listed;
mod preflight_uncached;
mod sibling_policies_differ;
mod state_change_by_simple_request;
mod unannotated_beside_annotated;
mod unused_policy;
mod wildcard_origin;

use cors_rules::audit::Finding;

use crate::route::recording::Record;
use crate::startup::audit::line::Line;

/// Looks at one row, and at those beside it.
type Find = fn(&Line, &[Line]) -> Option<Finding>;

/// Whatever is found in a row, in the order of the table of codes.
const OF_ROWS: &[Find] = &[
    |line, _| insecure_origin::find(line),
    |line, _| any_origin::find(line),
    |line, _| wildcard_origin::find(line),
    |line, _| dangerous_used::find(line),
    |line, _| preflight_uncached::find(line),
    unannotated_beside_annotated::find,
    |line, _| behind_middleware::find(line),
    sibling_policies_differ::find,
    |line, _| state_change_by_simple_request::find(line),
];

/// Adds to each row what is found there, and returns what concerns no single row.
pub(super) fn add(lines: &mut [Line], record: &Record) -> Vec<Finding> {
    let of = |line: &Line| OF_ROWS.iter().filter_map(|find| find(line, lines)).collect();
    let found: Vec<Vec<Finding>> = lines.iter().map(of).collect();
    for (line, findings) in lines.iter_mut().zip(found) {
        line.row.findings = findings;
    }
    unused_policy::find(lines, &record.around)
}
