//! Why `reject_unlisted` keeps a request from its handler.

use actix_web::HttpRequest;
use cors_rules::{Decision, Refusal};

use crate::request::{fetch_metadata, same_origin};

/// The origin is not listed and not the server's own, or there is none, and the browser says that a
/// page of another origin makes the request.
pub(crate) fn rejection(
    request: &HttpRequest,
    decision: &Decision,
    trusts_forwarded: bool,
) -> Option<Refusal> {
    match decision {
        Decision::Actual(Err(refusal)) => {
            (!same_origin::is_same_origin(request, trusts_forwarded)).then_some(*refusal)
        }
        Decision::NotCors { allowed: None } => fetch_metadata::is_of_another_origin(request.head())
            .then_some(Refusal::OtherOriginsPage),
        Decision::NotCors { allowed: Some(_) }
        | Decision::Actual(Ok(_))
        | Decision::Preflight(_) => None,
    }
}
