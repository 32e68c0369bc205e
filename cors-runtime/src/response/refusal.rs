//! A refusal in the built-in form: 403, and no CORS header at all. The application's own form is
//! [`crate::response::refusal_form`].

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, VARY};
use cors_rules::Refusal;

use crate::policy::worker::WorkerPolicy;
use crate::response::vary;

/// A preflight is refused, or a request is kept from the handler by `reject_unlisted`.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) policy: WorkerPolicy,
    /// The methods that the handlers of the route serve.
    pub(crate) route_methods: &'static [&'static str],
    /// What a lookup of the origin depended on, where that may be said.
    pub(crate) key: Option<Box<str>>,
    pub(crate) refusal: Refusal,
    pub(crate) is_preflight: bool,
}

impl Refused {
    /// The response.
    pub(crate) fn write(&self) -> HttpResponse {
        // The reason helps who develops the server; in production it would help others.
        let body = if cfg!(debug_assertions) { self.refusal.message() } else { "" };
        let mut response =
            HttpResponse::with_body(StatusCode::FORBIDDEN, body).map_into_boxed_body();
        if let Some(vary) = self.vary() {
            response.headers_mut().append(VARY, vary);
        }
        response
    }

    /// What the response varies on.
    #[inline]
    pub(crate) fn vary(&self) -> Option<HeaderValue> {
        match self {
            Refused { is_preflight: false, policy, .. } => Some(vary::of_actual(policy)),
            Refused { policy, .. } if policy.rules.disabled => None,
            Refused { policy, .. } => Some(vary::of_preflight(policy)),
        }
    }
}
