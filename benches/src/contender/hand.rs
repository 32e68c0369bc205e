//! What a careful engineer writes by hand for exactly this policy: constants where ours has tables, and nothing that this
//! policy does not need. No framework; the cost to aim at.

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{App, HttpResponse};

use super::by_hand::{ByHand, Plan};
use super::fixed::six_headers;
use super::{Ready, actix, bare};
use crate::scenario::{LISTED, Scenario};

pub(crate) fn hand(scenario: &Scenario) -> Box<dyn Ready> {
    let app = App::new().service(bare::read).service(bare::write).wrap(ByHand::new(plan));
    actix::ready(app, scenario)
}

fn plan(request: &ServiceRequest) -> Plan {
    let headers = request.headers();
    let Some(origin) = headers.get(header::ORIGIN) else { return Plan::Pass(vary) };
    let is_listed = origin == LISTED;
    if request.method() == Method::OPTIONS
        && let Some(method) = headers.get(header::ACCESS_CONTROL_REQUEST_METHOD)
    {
        return Plan::Answer(preflight(is_listed, method, headers));
    }
    Plan::Pass(if is_listed { allow } else { vary })
}

fn preflight(is_listed: bool, method: &HeaderValue, headers: &HeaderMap) -> HttpResponse {
    let requested = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS);
    let grants = is_listed
        && matches!(method.as_bytes(), b"GET" | b"HEAD" | b"POST" | b"PUT")
        && requested.is_none_or(|names| names.len() < 1024 && names_are_listed(names.as_bytes()));
    if !grants {
        let mut response = HttpResponse::new(StatusCode::FORBIDDEN);
        response.headers_mut().insert(header::VARY, HeaderValue::from_static(VARY));
        return response;
    }
    let mut response = six_headers();
    if requested.is_none() {
        response.headers_mut().remove(header::ACCESS_CONTROL_ALLOW_HEADERS);
    }
    response
}

const VARY: &str = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

fn names_are_listed(names: &[u8]) -> bool {
    names.split(|byte| *byte == b',').map(<[u8]>::trim_ascii).all(|name| {
        name.eq_ignore_ascii_case(b"content-type") || name.eq_ignore_ascii_case(b"x-name")
    })
}

fn vary(headers: &mut HeaderMap) {
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
}

fn allow(headers: &mut HeaderMap) {
    let constant: [(HeaderName, &'static str); 3] = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, LISTED),
        (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "x-name"),
    ];
    for (name, value) in constant {
        headers.insert(name, HeaderValue::from_static(value));
    }
    vary(headers);
}
