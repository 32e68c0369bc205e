//! An application with many routes, asked for one of them: `routing.sh` writes `handlers.rs` beside this file, once with
//! annotations and once without.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_web::dev::{Service, ServiceResponse};
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, Error, HttpResponse, get};

include!("handlers.rs");

/// `routing PATH [preflight]`: 64 requests, counted in `measured_region`.
fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("a path");
    let is_preflight = arguments.next().is_some();
    let app = actix_web::rt::System::new().block_on(init_service(app()));
    let request = || {
        let request = TestRequest::with_uri(&path).insert_header(("origin", "https://a.example"));
        let request = if is_preflight {
            request.method("OPTIONS".parse().unwrap()).insert_header(("access-control-request-method", "GET"))
        } else {
            request
        };
        request.to_request()
    };
    for _ in 0..3 {
        answer(&app, (0..64).map(|_| request()).collect());
    }
    measured_region(&app, (0..64).map(|_| request()).collect());
}

#[inline(never)]
fn measured_region<S, B>(app: &S, requests: Vec<actix_http::Request>)
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
{
    answer(app, requests);
    black_box(());
}

fn answer<S, B>(app: &S, requests: Vec<actix_http::Request>)
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
{
    for request in requests {
        match pin!(app.call(request)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(response)) => assert!(response.status().is_success(), "{}", response.status()),
            _ => unreachable!("nothing here waits or fails"),
        }
    }
}
