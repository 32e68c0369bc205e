//! The floors of preflights: a middleware that looks at the method and nothing else.

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{App, HttpResponse};

use super::by_hand::{ByHand, Plan};
use super::{Ready, actix, bare};
use crate::scenario::{LISTED, Scenario};

fn app(plan: fn(&ServiceRequest) -> Plan, scenario: &Scenario) -> Box<dyn Ready> {
    let app = move || App::new().service(bare::read).service(bare::write).wrap(ByHand::new(plan));
    actix::ready(app, scenario)
}

pub(crate) fn empty(scenario: &Scenario) -> Box<dyn Ready> {
    app(
        |request| match request.method() {
            &Method::OPTIONS => Plan::Answer(HttpResponse::new(StatusCode::NO_CONTENT)),
            _ => Plan::Pass(|_| ()),
        },
        scenario,
    )
}

pub(crate) fn constant(scenario: &Scenario) -> Box<dyn Ready> {
    app(
        |request| match request.method() {
            &Method::OPTIONS => Plan::Answer(six_headers()),
            _ => Plan::Pass(|_| ()),
        },
        scenario,
    )
}

/// What a granted preflight answers. Constants, for `from_static` looks at each byte where it runs.
pub(crate) fn six_headers() -> HttpResponse {
    const ORIGIN: HeaderValue = HeaderValue::from_static(LISTED);
    const CREDENTIALS: HeaderValue = HeaderValue::from_static("true");
    const METHODS: HeaderValue = HeaderValue::from_static("GET, PUT");
    const HEADERS: HeaderValue = HeaderValue::from_static("content-type, x-name");
    const MAX_AGE: HeaderValue = HeaderValue::from_static("6");
    let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN);
    headers.append(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, CREDENTIALS);
    headers.append(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.append(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
    headers.append(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    headers.append(header::VARY, VARY);
    response
}

pub(crate) const VARY: HeaderValue = HeaderValue::from_static(
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
);
