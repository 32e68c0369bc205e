//! The same handler with the attribute and without, and its preflights against an empty answer behind the same guards.

use actix_web::dev::HttpServiceFactory;
use actix_web::guard::{self, Any, AnyGuard, fn_guard};
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, put, web};
use cors_runtime::cors;
use cors_tests::Ask;

use crate::answering::Answering;
use crate::counting::Counts;
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

/// What an annotated route is to the router, with an empty answer or nothing in the place of the policy.
fn guarded(methods: AnyGuard, inside: Answering) -> impl HttpServiceFactory {
    web::resource("/").guard(methods).guard(fn_guard(|_| true)).wrap(inside).to(bare_handler)
}

async fn bare_handler() -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// actix-web asks the guards of a route's methods one after the other, each of which allocates, in an order that its
/// attribute takes from a hash set when it is expanded: these are the two possible ones.
fn orders() -> [fn() -> AnyGuard; 2] {
    [|| Any(guard::Put()).or(guard::Options()), || Any(guard::Options()).or(guard::Put())]
}

/// What a request takes in each of the two orders.
async fn in_both_orders(inside: Answering, ask: &Ask, status: u16) -> [Counts; 2] {
    let [first, second] = orders();
    let first = init_service(App::new().service(guarded(first(), inside))).await;
    let second = init_service(App::new().service(guarded(second(), inside))).await;
    [measure(&first, ask, status).await, measure(&second, ask, status).await]
}

const PREFLIGHTS: &[(&str, &str, u16)] = &[
    ("https://c.example", "PUT", 204),
    ("https://x.b.example", "PUT", 204),
    ("https://evil.example", "PUT", 403),
    ("https://c.example", "PATCH", 403),
];

const ORIGINS: &[&str] =
    &["https://c.example", "https://x.y.b.example", "https://evil.example", "", "null"];

#[actix_web::test]
async fn nothing_is_taken_beyond_what_routing_takes() {
    let app = init_service(App::new().service(annotated)).await;
    // The order that the attribute got is seen at a request without `Origin`; from then on the numbers are exact.
    let plain = measure(&app, &Ask::new("PUT"), 200).await.calls;
    let plain_orders = in_both_orders(Answering::nothing(), &Ask::new("PUT"), 200).await;
    let order =
        plain_orders.iter().position(|own| own.calls == plain).expect("one of the two orders");
    for origin in ORIGINS {
        let ask = Ask::from(origin).method("PUT");
        let taken = measure(&app, &ask, 200).await.calls;
        assert_eq!(taken, plain_orders[order].calls, "{ask:?}");
    }
    for (origin, method, status) in PREFLIGHTS {
        let ask = Ask::preflight(origin, method).headers("name");
        let empty = in_both_orders(Answering::with(*status), &ask, *status).await;
        assert_eq!(measure(&app, &ask, *status).await, empty[order], "{ask:?}");
    }
}

#[actix_web::test]
async fn the_better_order_takes_what_the_handler_takes_without_the_attribute() {
    let without = init_service(App::new().service(bare)).await;
    let without = measure(&without, &Ask::new("PUT"), 200).await.calls;
    let orders = in_both_orders(Answering::nothing(), &Ask::new("PUT"), 200).await;
    assert_eq!(orders.iter().map(|own| own.calls).min(), Some(without));
}
