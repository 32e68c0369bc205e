//! What a careful engineer writes by hand for exactly this policy: constants where ours has tables, and nothing that this
//! policy does not need. No framework; the cost to aim at.

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{App, HttpResponse};

use super::by_hand::{ByHand, Plan};
use super::fixed::{VARY, six_headers};
use super::{Ready, actix, bare};
use crate::scenario::{LISTED, Scenario};

pub(crate) fn hand(scenario: &Scenario) -> Box<dyn Ready> {
    let app = || App::new().service(bare::read).service(bare::write).wrap(ByHand::new(plan));
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
        response.headers_mut().append(header::VARY, VARY);
        return response;
    }
    let mut response = six_headers();
    if requested.is_none() {
        response.headers_mut().remove(header::ACCESS_CONTROL_ALLOW_HEADERS);
    }
    response
}

fn names_are_listed(names: &[u8]) -> bool {
    names.split(|byte| *byte == b',').map(<[u8]>::trim_ascii).all(|name| {
        name.eq_ignore_ascii_case(b"content-type") || name.eq_ignore_ascii_case(b"x-name")
    })
}

fn vary(headers: &mut HeaderMap) {
    const ORIGIN: HeaderValue = HeaderValue::from_static("Origin");
    headers.append(header::VARY, ORIGIN);
}

fn allow(headers: &mut HeaderMap) {
    const ORIGIN: HeaderValue = HeaderValue::from_static(LISTED);
    const CREDENTIALS: HeaderValue = HeaderValue::from_static("true");
    const EXPOSED: HeaderValue = HeaderValue::from_static("x-name");
    headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN);
    headers.append(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, CREDENTIALS);
    headers.append(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    vary(headers);
}
