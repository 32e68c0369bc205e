//! Counting what is decided, by the `metrics` facade (feature `metrics`): `cors_requests_total`. Every
//! label is a word of the program, so there are no more counters than the program has policies and
//! reasons, whatever clients send.

use actix_web::HttpRequest;
use cors_rules::{Decision, Refusal};
use metrics::{Key, KeyName, Label, Level, Metadata, SharedString, Unit};

use crate::policy::worker::WorkerPolicy;
use crate::reason::explanation::Reason;

const NAME: &str = "cors_requests_total";
const DESCRIPTION: &str = "Requests that a CORS policy has decided.";
static METADATA: Metadata<'static> =
    Metadata::new("cors", Level::INFO, Some("cors_runtime::metrics"));

/// Counts a decision.
pub(super) fn count(
    policy: &WorkerPolicy,
    request: &HttpRequest,
    decision: &Decision,
    trusts_forwarded: impl Fn() -> bool,
) {
    let reason = match decision {
        // Who else might be the same origin is asked only where that matters.
        Decision::Actual(Err(_)) => Reason::of(decision, request, trusts_forwarded()),
        _ => Reason::of(decision, request, false),
    };
    let kind = match decision {
        Decision::Preflight(_) => "preflight",
        Decision::Actual(_) => "actual",
        Decision::NotCors { .. } => "not_cors",
    };
    let verdict = if matches!(reason, Reason::Refused(_)) { "refused" } else { "allowed" };
    increment(policy, [kind, verdict, reason.code()]);
}

/// Counts a request that is kept from its handler.
pub(super) fn count_rejected(policy: &WorkerPolicy, refusal: Refusal) {
    let kind = if refusal == Refusal::OtherOriginsPage { "not_cors" } else { "actual" };
    increment(policy, [kind, "rejected", refusal.code()]);
}

fn increment(policy: &WorkerPolicy, labels: [&'static str; 3]) {
    // Whatever collects may come after the first request, or be that of one thread.
    metrics::with_recorder(|recorder| {
        let make = || {
            recorder.describe_counter(
                KeyName::from_const_str(NAME),
                Some(Unit::Count),
                SharedString::const_str(DESCRIPTION),
            );
            key(policy, labels)
        };
        policy.counter_keys().with(labels, make, |key| {
            recorder.register_counter(key, &METADATA).increment(1);
        });
    });
}

fn key(policy: &WorkerPolicy, [kind, verdict, reason]: [&'static str; 3]) -> Key {
    let policy = Label::new("policy", policy.source.to_string());
    let words = [("kind", kind), ("verdict", verdict), ("reason", reason)];
    let words = words.map(|(name, word)| Label::from_static_parts(name, word));
    Key::from_parts(NAME, std::iter::once(policy).chain(words).collect::<Vec<Label>>())
}
