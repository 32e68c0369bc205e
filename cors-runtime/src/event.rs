//! Saying why: one `tracing` event for each decision, target `cors`. Nothing that a client sent is written unescaped.

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{HeaderValue, ORIGIN};
use cors_rules::Decision;

use crate::Policy;

/// Writes the event of a decision: debug for allowed, warn for refused, nothing for requests without `Origin`.
pub(crate) fn decided(policy: &Policy, request: &ServiceRequest, decision: &Decision) {
    match decision {
        Decision::NotCors { .. } => {}
        Decision::Actual(Ok(_)) | Decision::Preflight(Ok(_)) => {
            tracing::debug!(target: "cors", policy = %policy.source, origin = %origin(request), "allowed");
        }
        Decision::Actual(Err(refusal)) | Decision::Preflight(Err(refusal)) => {
            tracing::warn!(
                target: "cors",
                policy = %policy.source,
                origin = %origin(request),
                reason = refusal.message(),
                "refused"
            );
        }
    }
}

/// The origin, escaped and cut short.
fn origin(request: &ServiceRequest) -> impl std::fmt::Display + '_ {
    let bytes = request.headers().get(ORIGIN).map(HeaderValue::as_bytes).unwrap_or_default();
    bytes.get(..128).unwrap_or(bytes).escape_ascii()
}
