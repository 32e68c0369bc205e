//! Saying why: one `tracing` event for each decision, target `cors`. Nothing that a client sent is written unescaped.

use actix_web::http::header::HeaderValue;
use cors_rules::Decision;

use crate::Policy;

/// Writes the event of a decision: debug for allowed, warn for refused, nothing for requests without `Origin`.
pub(crate) fn decided(policy: &Policy, origin: Option<&HeaderValue>, decision: &Decision) {
    match decision {
        Decision::NotCors { .. } => {}
        Decision::Actual(Ok(_)) | Decision::Preflight(Ok(_)) => {
            tracing::debug!(target: "cors", policy = %policy.source, origin = %shown(origin), "allowed");
        }
        Decision::Actual(Err(refusal)) | Decision::Preflight(Err(refusal)) => {
            tracing::warn!(
                target: "cors",
                policy = %policy.source,
                origin = %shown(origin),
                reason = refusal.message(),
                "refused"
            );
        }
    }
}

/// The origin, escaped and cut short.
fn shown(origin: Option<&HeaderValue>) -> impl std::fmt::Display + '_ {
    let bytes = origin.map(HeaderValue::as_bytes).unwrap_or_default();
    bytes.get(..128).unwrap_or(bytes).escape_ascii()
}
