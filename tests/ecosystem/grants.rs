//! `protect` of actix-web-grants checks roles inside the handler, so it may stand anywhere, and its
//! 403 is the handler's.

use std::collections::HashSet;

use actix_web::dev::ServiceRequest;
use actix_web::test::init_service;
use actix_web::{App, Error, Responder, put};
use actix_web_grants::{GrantsMiddleware, protect};
use cors_runtime::{Cors, cors};

use crate::asked::{Route, assert_asked};

#[protect("ADMIN")]
#[cors(origins = ["https://page.example"], headers = ["x-name", "x-role"])]
#[put("/first")]
async fn first() -> impl Responder {
    "done"
}

#[cors(origins = ["https://page.example"], headers = ["x-name", "x-role"])]
#[protect("ADMIN")]
#[put("/between")]
async fn between() -> impl Responder {
    "done"
}

#[cors(origins = ["https://page.example"], headers = ["x-name", "x-role"])]
#[put("/last")]
#[protect("ADMIN")]
async fn last() -> impl Responder {
    "done"
}

#[cors(origins = ["https://page.example"], headers = ["x-name", "x-role"])]
#[cfg_attr(all(), protect("ADMIN"))]
#[put("/conditional")]
async fn conditional() -> impl Responder {
    "done"
}

#[cors(origins = ["https://page.example"], headers = ["x-name", "x-role"])]
#[actix_web::scope("/scope")]
mod scope {
    use super::{Responder, protect, put};

    #[protect("ADMIN")]
    #[put("/above")]
    pub(super) async fn above() -> impl Responder {
        "done"
    }

    #[put("/below")]
    #[protect("ADMIN")]
    pub(super) async fn below() -> impl Responder {
        "done"
    }
}

/// Roles are what the client says; only tests may be that trusting.
async fn roles(request: &ServiceRequest) -> Result<HashSet<String>, Error> {
    let role = request.headers().get("x-role").and_then(|value| value.to_str().ok());
    Ok(role.map(str::to_owned).into_iter().collect())
}

async fn assert_protected(path: &'static str) {
    let app = App::new()
        .service((first, between, last, conditional, scope::above, scope::below))
        .wrap(GrantsMiddleware::with_extractor(roles))
        .wrap(Cors::default());
    let app = init_service(app).await;
    assert_asked(&app, Route::put(path).line("x-role", "ADMIN")).await;
    assert_asked(&app, Route::put(path).line("x-role", "GUEST").answers(403)).await;
}

#[actix_web::test]
async fn protect_above_cors() {
    assert_protected("/first").await;
}

#[actix_web::test]
async fn protect_between() {
    assert_protected("/between").await;
}

#[actix_web::test]
async fn protect_below_the_route() {
    assert_protected("/last").await;
}

#[actix_web::test]
async fn protect_behind_cfg_attr() {
    assert_protected("/conditional").await;
}

#[actix_web::test]
async fn protect_in_a_scope() {
    assert_protected("/scope/above").await;
    assert_protected("/scope/below").await;
}
