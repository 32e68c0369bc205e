//! The warning `policy_without_methods`: a named policy meets a middleware and names no method.
//! `policy!` cannot see where its policy is used, so this is said when an application is built, by
//! `check_app` first where that is called, and when a live policy is replaced. It is an event, and
//! keeps nothing from starting; it has a target of its own below `cors`, where each event is about a
//! request.

use cors_rules::Issue;
use tracing::Level;

use crate::policy::said::Said;
use crate::policy::source::Source;

static SAID: Said = Said::new();

/// A middleware takes the policy of this source; writes the warning, once in a process.
pub(crate) fn warn(source: Source, issue: &Issue) {
    // Nobody listens yet: perhaps somebody does when the server starts.
    if tracing::enabled!(target: "cors::startup", Level::WARN) && SAID.is_new(source) {
        let code = issue.code();
        tracing::warn!(
            target: "cors::startup",
            policy = %source,
            "policy {source}: {issue}\nnote: `allow({code})` in `policy!` silences this warning",
        );
    }
}
