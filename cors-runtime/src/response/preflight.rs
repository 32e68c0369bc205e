//! Answering a preflight: the whole list of what the policy grants, or a refusal without any CORS
//! header.

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderValue, ORIGIN,
    VARY,
};
use cors_rules::{PreflightGrant, Refusal};

use crate::policy::prepared::PreparedPolicy;
use crate::policy::worker::WorkerPolicy;
use crate::response::actual::{AllowedOrigin, allow_origin};
use crate::response::vary;

/// What a policy answers itself. It is written only where it is needed: what was decided is small,
/// and a response is not.
#[derive(Debug)]
pub(crate) enum Answer {
    /// To a preflight.
    Preflight(WorkerPolicy, Result<PreflightGrant, Refusal>),
    /// To a request from an unlisted origin, by a policy with `reject_unlisted`.
    Rejected(WorkerPolicy, Refusal),
    /// To an inspection of the application, which looks elsewhere for what it wants.
    Inspected,
}

impl Answer {
    /// The response to the request that was decided.
    pub(crate) fn write(&self, request: &HeaderMap) -> HttpResponse {
        match self {
            Answer::Preflight(policy, Ok(grant)) => granted(policy, request, *grant),
            Answer::Preflight(policy, Err(refusal)) => refused(policy, *refusal),
            Answer::Rejected(policy, refusal) => rejected(policy, *refusal),
            Answer::Inspected => HttpResponse::with_body(StatusCode::NO_CONTENT, BoxBody::new(())),
        }
    }
}

fn granted(policy: &PreparedPolicy, request: &HeaderMap, grant: PreflightGrant) -> HttpResponse {
    let status =
        StatusCode::from_u16(policy.rules.preflight_status).unwrap_or(StatusCode::NO_CONTENT);
    let mut response = HttpResponse::with_body(status, BoxBody::new(()));
    let headers = response.headers_mut();
    if let Some(origin) = AllowedOrigin::new(grant.origin, || request.get(ORIGIN)) {
        allow_origin(policy, &origin, headers);
    }
    allow_methods(policy, request, grant, headers);
    if grant.headers_requested {
        allow_headers(policy, request, grant, headers);
    }
    if let Some(value) = &policy.values.max_age {
        headers.append(ACCESS_CONTROL_MAX_AGE, HeaderValue::clone(value));
    }
    headers.append(VARY, vary::of_preflight(policy));
    response
}

fn allow_methods(
    policy: &PreparedPolicy,
    request: &HeaderMap,
    grant: PreflightGrant,
    headers: &mut HeaderMap,
) {
    let value = if grant.mirror_method {
        request.get(ACCESS_CONTROL_REQUEST_METHOD)
    } else {
        policy.values.allow_methods.as_ref()
    };
    if let Some(value) = value {
        headers.append(ACCESS_CONTROL_ALLOW_METHODS, value.clone());
    }
}

fn allow_headers(
    policy: &PreparedPolicy,
    request: &HeaderMap,
    grant: PreflightGrant,
    headers: &mut HeaderMap,
) {
    if grant.mirror_headers {
        // Every line has been read as a list of tokens within bounds, so it may go back as it came.
        for line in request.get_all(ACCESS_CONTROL_REQUEST_HEADERS) {
            headers.append(ACCESS_CONTROL_ALLOW_HEADERS, line.clone());
        }
    } else if let Some(value) = &policy.values.allow_headers {
        headers.append(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::clone(value));
    }
}

/// The refusal of a preflight: 403, and no CORS header at all.
fn refused(policy: &PreparedPolicy, refusal: Refusal) -> HttpResponse {
    let mut response = forbidden(refusal);
    if !policy.rules.disabled {
        response.headers_mut().append(VARY, vary::of_preflight(policy));
    }
    response
}

fn rejected(policy: &PreparedPolicy, refusal: Refusal) -> HttpResponse {
    let mut response = forbidden(refusal);
    response.headers_mut().append(VARY, vary::of_actual(policy));
    response
}

fn forbidden(refusal: Refusal) -> HttpResponse {
    // The reason helps who develops the server; in production it would help others.
    let body = if cfg!(debug_assertions) { refusal.message() } else { "" };
    HttpResponse::with_body(StatusCode::FORBIDDEN, body).map_into_boxed_body()
}
