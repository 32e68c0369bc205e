//! Saying why: one `tracing` event for each decision, target `cors`. Nothing that a client sent is
//! written unescaped, and how much is written is not for clients to decide. While nobody listens,
//! nothing is computed and nothing allocated.

use actix_web::HttpRequest;
use cors_rules::{Decision, Refusal};
use tracing::Level;
use tracing::level_filters::LevelFilter;

use crate::policy::prepared::PreparedPolicy;
use crate::reason::explanation::Explanation;
use crate::reason::nearest::Nearest;
use crate::reason::rate_limit;
use crate::request::same_origin;

/// Writes the event of a decision: debug for allowed, warn for refused, nothing for requests
/// without `Origin`. `key`: what a lookup of the origin depended on, where that may be written.
/// `trusts_forwarded`: whether the fields of a proxy count where the server's own
/// origin is recognised.
#[inline]
pub(crate) fn decided(
    policy: &PreparedPolicy,
    route_methods: &[&str],
    request: &HttpRequest,
    decision: &Decision,
    key: Option<&str>,
    trusts_forwarded: bool,
) {
    #[cfg(feature = "testing")]
    crate::reason::notes::note(policy, || {
        Explanation::new(policy, route_methods, request, decision, key, trusts_forwarded)
    });
    // Asked first: while nobody listens to warnings, nobody listens at all.
    let is_silent = matches!(decision, Decision::NotCors { .. });
    if !is_silent && LevelFilter::current() >= LevelFilter::WARN {
        say(policy, route_methods, request, decision, key, trusts_forwarded);
    }
}

/// Writes the event of an actual request that a policy with `reject_unlisted` keeps from the
/// handler: a refusal, whatever its origin resembles.
#[inline(never)]
pub(crate) fn rejected(
    policy: &PreparedPolicy,
    request: &HttpRequest,
    key: Option<&str>,
    refusal: Refusal,
) {
    let explanation = || Explanation::of_rejection(policy, request, key, refusal);
    #[cfg(feature = "testing")]
    crate::reason::notes::note_rejection(policy, explanation);
    if LevelFilter::current() >= LevelFilter::WARN {
        refused(policy, refusal, explanation);
    }
}

#[inline(never)]
fn say(
    policy: &PreparedPolicy,
    route_methods: &[&str],
    request: &HttpRequest,
    decision: &Decision,
    key: Option<&str>,
    trusts_forwarded: bool,
) {
    let explanation =
        || Explanation::new(policy, route_methods, request, decision, key, trusts_forwarded);
    match decision {
        Decision::NotCors { .. } => {}
        // Browsers send `Origin` with every POST, to the page's own server too: no reason to warn.
        Decision::Actual(Err(_))
            if is_warned_of() && same_origin::is_same_origin(request, trusts_forwarded) =>
        {
            allowed(explanation);
        }
        Decision::Actual(Ok(_)) | Decision::Preflight(Ok(_)) => allowed(explanation),
        Decision::Actual(Err(refusal)) | Decision::Preflight(Err(refusal)) => {
            refused(policy, *refusal, explanation);
        }
    }
}

/// Whether anybody listens to warnings. Asked first: while nobody does, nothing else is worth its
/// cost.
fn is_warned_of() -> bool {
    tracing::enabled!(target: "cors", Level::WARN)
}

fn allowed(explanation: impl FnOnce() -> Explanation) {
    if !tracing::enabled!(target: "cors", Level::DEBUG) {
        return;
    }
    let explanation = explanation();
    tracing::debug!(
        target: "cors",
        policy = %explanation.policy(),
        reason = explanation.reason().message(),
        value = explanation.value(),
        "{explanation}"
    );
}

fn refused(policy: &PreparedPolicy, refusal: Refusal, explanation: impl FnOnce() -> Explanation) {
    if !is_warned_of() {
        return;
    }
    let Some(unsaid) = rate_limit::admit(policy, refusal) else { return };
    let explanation = explanation();
    tracing::warn!(
        target: "cors",
        policy = %explanation.policy(),
        reason = explanation.reason().message(),
        value = explanation.value(),
        key = explanation.key(),
        nearest = explanation.nearest().map(Nearest::allowed),
        unsaid,
        "{explanation}"
    );
}
