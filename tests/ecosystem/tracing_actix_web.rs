//! tracing-actix-web opens a span for what passes. Inside `Cors` it sees no preflight that is
//! answered for an annotated handler; outside it sees each, with the route's pattern.

use std::cell::RefCell;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::test::init_service;
use actix_web::{App, Error, HttpResponse, Responder, put, web};
use cors_runtime::{Cors, cors};
use tracing::Span;
use tracing_actix_web::{RootSpanBuilder, TracingLogger};

use crate::asked::{Route, assert_asked};

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[put("/traced/{id}")]
async fn traced(id: web::Path<u32>) -> impl Responder {
    HttpResponse::Ok().body(id.to_string())
}

thread_local! {
    /// Method and pattern of each request of this thread's test; each test has a thread of its own.
    static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

struct Seen;

impl RootSpanBuilder for Seen {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let pattern = request.match_pattern().unwrap_or_default();
        SEEN.with_borrow_mut(|seen| seen.push(format!("{} {pattern}", request.method())));
        Span::none()
    }

    fn on_request_end<B: MessageBody>(_: Span, _: &Result<ServiceResponse<B>, Error>) {}
}

fn count(line: &str) -> usize {
    SEEN.with_borrow(|seen| seen.iter().filter(|seen| *seen == line).count())
}

#[actix_web::test]
async fn inside_cors_sees_no_answered_preflights() {
    let app = App::new().service(traced).wrap(TracingLogger::<Seen>::new()).wrap(Cors::default());
    assert_asked(&init_service(app).await, Route::put("/traced/7")).await;
    // The one preflight is that for a method that the route does not serve.
    assert_eq!((count("PUT /traced/{id}"), count("OPTIONS /traced/{id}")), (4, 1));
    assert_eq!(SEEN.with_borrow(Vec::len), 5);
}

#[actix_web::test]
async fn outside_cors_sees_preflights() {
    let app = App::new().service(traced).wrap(Cors::default()).wrap(TracingLogger::<Seen>::new());
    assert_asked(&init_service(app).await, Route::put("/traced/7")).await;
    assert_eq!((count("PUT /traced/{id}"), count("OPTIONS /traced/{id}")), (4, 6));
    assert_eq!(SEEN.with_borrow(Vec::len), 10);
}
