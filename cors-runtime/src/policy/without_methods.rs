//! The warning `policy_without_methods`: a named policy meets a middleware and names no method.
//! `policy!` cannot see where its policy is used, so this is said when an application is built, by
//! `check_app` first where that is called. It is an event, and keeps nothing from starting; it has a
//! target of its own below `cors`, where each event is about a request.

use tracing::Level;

use crate::policy::declaration::Policy;
use crate::policy::said::Said;

static SAID: Said = Said::new();

/// A middleware takes this policy; writes the warning where it is due, once in a process.
pub(crate) fn warn(policy: &Policy) {
    let is_allowed = policy.whole_literal().is_none_or(|literal| literal.without_methods_allowed);
    // Nobody listens yet: perhaps somebody does when the server starts.
    if is_allowed || !tracing::enabled!(target: "cors::startup", Level::WARN) {
        return;
    }
    let Some(issue) = cors_rules::policy_without_methods(&policy.prepared().rules) else { return };
    if SAID.is_new(policy.source) {
        let code = issue.code();
        tracing::warn!(
            target: "cors::startup",
            policy = %policy.source,
            "policy {}: {issue}\nnote: `allow({code})` in `policy!` silences this warning",
            policy.source,
        );
    }
}
