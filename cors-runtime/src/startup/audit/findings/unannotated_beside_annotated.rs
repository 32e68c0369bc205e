//! `unannotated_beside_annotated`: a handler without a policy serves the path of one that has one.

use cors_rules::audit::{Finding, FindingCode};

use crate::startup::audit::line::Line;

/// Said of the handler without a policy, where another row of the same pattern has one.
pub(super) fn find(line: &Line, all: &[Line]) -> Option<Finding> {
    if line.row.policy.is_some() || line.is_default {
        return None;
    }
    let is_beside = |other: &&Line| {
        other.row.policy.is_some()
            && (&other.row.pattern, other.row.is_prefix) == (&line.row.pattern, line.row.is_prefix)
    };
    let other = all.iter().find(is_beside)?;
    Some(Finding::new(
        FindingCode::UnannotatedBesideAnnotated,
        format!(
            "a handler without a policy stands beside {}, and its preflights are refused",
            other.name()
        ),
        "give the handler a policy, or `#[cors(disabled)]`",
    ))
}
