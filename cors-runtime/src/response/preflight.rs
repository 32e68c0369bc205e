//! The answer to a preflight that is granted: the whole list of what the policy grants.

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderValue, ORIGIN,
    VARY,
};
use cors_rules::PreflightGrant;

use crate::policy::prepared::PreparedPolicy;
use crate::response::actual::{AllowedOrigin, allow_origin};
use crate::response::vary;

/// The answer to a granted preflight.
pub(crate) fn granted(
    policy: &PreparedPolicy,
    request: &HeaderMap,
    grant: PreflightGrant,
) -> HttpResponse {
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
