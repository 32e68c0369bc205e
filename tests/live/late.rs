//! What a policy with a resolver decides about what comes back undecided: what it decided, or could
//! have decided, while the answer was known.

use actix_web::dev::Service as _;
use actix_web::guard::Host;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, put, web};
use cors_runtime::{Cors, Policy, cors};
use cors_tests::{Answer, Ask};

use crate::backend::{Backend, LIMITS};

const ORIGIN: &str = "https://good.example";
const OTHER: &str = "https://other.example";

#[cors(origins = ["https://partner.example"])]
#[put("/own")]
async fn own() -> &'static str {
    "own"
}

macro_rules! answer {
    ($backend:expr, $ask:expr) => {{
        let policy = Policy::builder().origin_set($backend.start(LIMITS)).methods(["PUT"]);
        let policy = policy.reject_unlisted(true).build().unwrap();
        let guarded = web::scope("/api").guard(Host("elsewhere.example")).service(own);
        let app = App::new().service(guarded).service(own);
        let app = app.default_service(web::to(HttpResponse::Gone)).wrap(Cors::new(policy));
        let app = init_service(app).await;
        Answer::of(app.call($ask.request().to_request()).await, 0).await
    }};
}

/// An annotated route could have been meant, so the request is let inside and decided late.
#[actix_web::test]
async fn a_request_that_nobody_wanted_is_rejected_by_what_was_known() {
    let ask = |origin| Ask::from(origin).method("PUT").at("/api/own").line("Host", "api.example");
    assert_eq!(answer!(Backend::default(), ask(ORIGIN)).status, 410);
    let rejected = answer!(Backend::default(), ask(OTHER));
    assert_eq!((rejected.status, rejected.cors()), (403, vec![]));
}

/// A middleware could make the path that of an annotated route, so the preflight goes inward first.
#[actix_web::test]
async fn a_preflight_that_comes_back_is_answered_by_what_is_known() {
    let ask = |origin| Ask::preflight(origin, "PUT").at("/base/own");
    let granted = answer!(Backend::default(), ask(ORIGIN));
    assert_eq!((granted.status, granted.lines("access-control-allow-origin")), (204, vec![ORIGIN]));
    assert_eq!(answer!(Backend::default(), ask(OTHER)).status, 403);
}
