//! The warning `policy_without_methods`: a named policy meets a middleware and names no method.
//! `policy!` cannot see where its policy is used, so this is said when an application is built, by
//! `check_app` first where that is called. It is an event, and keeps nothing from starting; it has a
//! target of its own below `cors`, where each event is about a request.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use tracing::Level;

use crate::policy::declaration::Policy;
use crate::policy::source::Source;

/// The policies about which this has been said: each worker builds the application again. It holds
/// places of the program, so it does not grow.
static SAID: Mutex<Option<HashSet<Source>>> = Mutex::new(None);

/// A middleware takes this policy; writes the warning where it is due, once in a process.
pub(crate) fn warn(policy: &Policy) {
    let is_allowed = policy.whole_literal().is_none_or(|literal| literal.without_methods_allowed);
    // Nobody listens yet: perhaps somebody does when the server starts.
    if is_allowed || !tracing::enabled!(target: "cors::startup", Level::WARN) {
        return;
    }
    let Some(issue) = cors_rules::policy_without_methods(&policy.prepared().rules) else { return };
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if said.get_or_insert_default().insert(policy.source) {
        let code = issue.code();
        tracing::warn!(
            target: "cors::startup",
            policy = %policy.source,
            "policy {}: {issue}\nnote: `allow({code})` in `policy!` silences this warning",
            policy.source,
        );
    }
}
