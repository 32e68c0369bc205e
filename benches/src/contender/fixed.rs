//! The floors of preflights: a middleware that looks at the method and nothing else.

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{App, HttpResponse};

use super::by_hand::{ByHand, Plan};
use super::{Ready, actix, bare};
use crate::scenario::{LISTED, Scenario};

fn app(plan: fn(&ServiceRequest) -> Plan, scenario: &Scenario) -> Box<dyn Ready> {
    let app = App::new().service(bare::read).service(bare::write).wrap(ByHand::new(plan));
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

/// What a granted preflight answers.
pub(crate) fn six_headers() -> HttpResponse {
    let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, LISTED),
        (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, PUT"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type, x-name"),
        (header::ACCESS_CONTROL_MAX_AGE, "6"),
        (header::VARY, "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
