//! What a policy answers itself, in the place of the handler. It is written as a response only where
//! that is needed: what was decided is small, and a response is not.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use cors_rules::{PreflightGrant, Refusal};

use crate::policy::worker::WorkerPolicy;
use crate::response::preflight;
use crate::response::refusal::Refused;
use crate::response::refusal_form::RefusalForm;

/// An answer.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// To a preflight.
    Granted(WorkerPolicy, PreflightGrant),
    /// To a preflight, or to a request that a policy with `reject_unlisted` keeps from the handler.
    Refused(Refused),
    /// To an inspection of the application, which looks elsewhere for what it wants.
    Inspected,
}

impl Answer {
    /// The answer to a preflight. `route_methods`: those that the handlers of the route serve. `key`:
    /// what a lookup of the origin depended on, where that may be said.
    pub(crate) fn preflight(
        policy: WorkerPolicy,
        route_methods: &'static [&'static str],
        key: Option<Box<str>>,
        decided: Result<PreflightGrant, Refusal>,
    ) -> Answer {
        match decided {
            Ok(grant) => Answer::Granted(policy, grant),
            Err(refusal) => {
                Answer::Refused(Refused { policy, route_methods, key, refusal, is_preflight: true })
            }
        }
    }

    /// The answer to a request that a policy with `reject_unlisted` keeps from the handler.
    pub(crate) fn rejected(
        policy: WorkerPolicy,
        key: Option<Box<str>>,
        refusal: Refusal,
    ) -> Answer {
        Answer::Refused(Refused { policy, route_methods: &[], key, refusal, is_preflight: false })
    }

    /// The response to the request that was decided. `form`: that of refusals here, if it is not
    /// the built-in one.
    pub(crate) fn write(&self, request: &HttpRequest, form: Option<&RefusalForm>) -> HttpResponse {
        match (self, form) {
            (Answer::Granted(policy, grant), _) => {
                preflight::granted(policy, request.headers(), *grant)
            }
            (Answer::Refused(refused), None) => refused.write(),
            (Answer::Refused(refused), Some(form)) => form.write(refused, request),
            (Answer::Inspected, _) => {
                HttpResponse::with_body(StatusCode::NO_CONTENT, BoxBody::new(()))
            }
        }
    }
}
