//! actix-governor answers 429 before the router is asked, and counts what it sees.

use actix_governor::governor::clock::QuantaInstant;
use actix_governor::governor::middleware::NoOpMiddleware;
use actix_governor::{GlobalKeyExtractor, Governor, GovernorConfigBuilder};
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, put};
use cors_runtime::{Cors, cors};

use crate::asked::{PAGE, Route, assert_asked, fetched, preflight};

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[put("/limited")]
async fn limited() -> impl Responder {
    HttpResponse::Ok()
}

/// One request in an hour, whoever sends it.
fn one_an_hour() -> Governor<GlobalKeyExtractor, NoOpMiddleware<QuantaInstant>> {
    let mut builder = GovernorConfigBuilder::default().key_extractor(GlobalKeyExtractor);
    Governor::new(&builder.seconds_per_request(3600).burst_size(1).finish().expect("a quota"))
}

#[actix_web::test]
async fn inside_cors() {
    let app = App::new().service(limited).wrap(one_an_hour()).wrap(Cors::default());
    let app = init_service(app).await;
    // The preflight has not been counted, or this one would be the second.
    assert_eq!(fetched(&app, &Route::put("/limited"), PAGE).await.status(), 200);
    assert_asked(&app, Route::put("/limited").answers(429).unserved(429)).await;
}

#[actix_web::test]
async fn outside_cors_counts_preflights() {
    let app = App::new().service(limited).wrap(Cors::default()).wrap(one_an_hour());
    let app = init_service(app).await;
    fetched(&app, &Route::put("/limited"), PAGE).await.assert_blocked();
    assert_eq!(preflight(&app, &Route::put("/limited"), PAGE).await, (429, vec![]));
}
