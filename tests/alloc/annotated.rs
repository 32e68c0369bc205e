//! The same handler with the attribute and without, and its preflights against an empty answer behind the same guards.

use actix_web::guard::fn_guard;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, put, web};
use cors_runtime::cors;
use cors_tests::Ask;

use crate::answering::Answering;
use crate::{assert_as_boxed, measure};

#[cors(
    origins = ["https://c.example", "https://*.b.example"],
    headers = ["name"],
    expose = ["name"],
    credentials,
    max_age = 6
)]
#[put("/")]
async fn annotated() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[put("/")]
async fn bare() -> HttpResponse {
    HttpResponse::Ok().finish()
}

const PREFLIGHTS: &[(&str, &str, u16)] = &[
    ("https://c.example", "PUT", 204),
    ("https://x.b.example", "PUT", 204),
    ("https://evil.example", "PUT", 403),
    ("https://c.example", "PATCH", 403),
];

const ORIGINS: &[&str] =
    &["https://c.example", "https://x.y.b.example", "https://evil.example", "", "null"];

/// The guard of an annotated route notes nothing, unlike actix-web's guards of methods, each of which allocates: so a
/// request takes less than it does without the attribute, and what the origin is does not matter.
#[actix_web::test]
async fn a_request_takes_less_than_without_the_attribute_whatever_the_origin() {
    let without = init_service(App::new().service(bare)).await;
    let without = measure(&without, &Ask::new("PUT"), 200).await.calls;
    let app = init_service(App::new().service(annotated)).await;
    let plain = measure(&app, &Ask::new("PUT"), 200).await.calls;
    assert!(plain < without, "{plain} with the attribute, {without} without");
    for origin in ORIGINS {
        let ask = Ask::from(origin).method("PUT");
        assert_eq!(measure(&app, &ask, 200).await.calls, plain, "{ask:?}");
    }
}

/// What an annotated route is to the router, with an empty answer in the place of the policy.
#[actix_web::test]
async fn a_preflight_takes_what_an_empty_answer_of_the_resource_takes() {
    let app = init_service(App::new().service(annotated)).await;
    for (origin, method, status) in PREFLIGHTS {
        let empty = web::resource("/")
            .guard(fn_guard(|_| true))
            .wrap(Answering::with(*status))
            .to(HttpResponse::Ok);
        let empty = init_service(App::new().service(empty)).await;
        let ask = Ask::preflight(origin, method).headers("name");
        let taken = measure(&app, &ask, *status).await;
        assert_as_boxed(taken, measure(&empty, &ask, *status).await, &ask);
    }
}
