//! The same handler with the attribute and without, and its preflights against an empty answer behind the same guards.

use actix_web::guard::GuardContext;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, put, route};
use cors_runtime::cors;
use cors_tests::Ask;

use crate::answering::Answering;
use crate::measure;

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

#[actix_web::test]
async fn an_actual_request_takes_what_it_takes_without_the_attribute() {
    let with = init_service(App::new().service(annotated)).await;
    let without = init_service(App::new().service(bare)).await;
    for ask in [
        Ask::new("PUT"),
        Ask::from("https://c.example").method("PUT"),
        Ask::from("https://x.y.b.example").method("PUT"),
        Ask::from("https://evil.example").method("PUT"),
        Ask::from("").method("PUT"),
    ] {
        // actix-web keeps the future of every resource in a box, with a policy as without; only its size differs.
        let (with, without) = (measure(&with, &ask, 200).await, measure(&without, &ask, 200).await);
        assert_eq!(with.calls, without.calls, "{ask:?}");
    }
}

fn admits(_: &GuardContext<'_>) -> bool {
    true
}

// Guards of methods allocate in actix-web itself, so the empty answers stand behind the guards of an annotated route.
#[route("/", method = "PUT", method = "OPTIONS", guard = "admits", wrap = "Answering::with(204)")]
async fn empty_204() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[route("/", method = "PUT", method = "OPTIONS", guard = "admits", wrap = "Answering::with(403)")]
async fn empty_403() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[actix_web::test]
async fn a_preflight_takes_what_an_empty_answer_takes() {
    let with = init_service(App::new().service(annotated)).await;
    let granting = init_service(App::new().service(empty_204)).await;
    for ask in [
        Ask::preflight("https://c.example", "PUT").headers("name"),
        Ask::preflight("https://x.b.example", "PUT"),
    ] {
        let empty = measure(&granting, &ask, 204).await;
        assert_eq!(measure(&with, &ask, 204).await, empty, "{ask:?}");
    }
    let refusing = init_service(App::new().service(empty_403)).await;
    for ask in [
        Ask::preflight("https://evil.example", "PUT"),
        Ask::preflight("https://c.example", "PATCH"),
    ] {
        let empty = measure(&refusing, &ask, 403).await;
        assert_eq!(measure(&with, &ask, 403).await, empty, "{ask:?}");
    }
}
