//! `unused_policy`: a policy stands around things that all have policies of their own.

use cors_rules::audit::{Finding, FindingCode};

use crate::route::recording::{Around, Surrounded};
use crate::startup::audit::access;
use crate::startup::audit::line::Line;

/// Said of each policy around the application, or a scope, that decides about nothing but what no
/// pattern takes.
pub(super) fn find(lines: &[Line], around: &[Around]) -> Vec<Finding> {
    let decides = |own: &Around| {
        let mut lines = lines.iter().filter(|line| !line.is_default);
        lines.any(|line| line.policy.as_ref().is_some_and(|policy| policy.is_same(&own.policy)))
    };
    let is_looked_at =
        |own: &&Around| matches!(own.what, Surrounded::Application | Surrounded::Scope);
    let unused = around.iter().filter(is_looked_at).filter(|own| !decides(own));
    unused.map(said).collect()
}

fn said(own: &Around) -> Finding {
    let what = if own.what == Surrounded::Scope { "a scope" } else { "the application" };
    let message = format!(
        "a policy around {what} decides about nothing but what no pattern takes: all inside have policies of their own"
    );
    let help = "remove it; `Cors::default()` answers the preflights of those inside";
    let finding = Finding::new(FindingCode::UnusedPolicy, message, help);
    match access::place(&own.policy.source()) {
        Some(place) => finding.at(place),
        None => finding,
    }
}
