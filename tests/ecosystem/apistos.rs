//! apistos registers by builders of its own, which hand on any middleware; its own route attributes
//! are not actix-web's.

use actix_web::test::init_service;
use actix_web::web::Json;
use actix_web::{App, Error};
use apistos::api_operation;
use apistos::app::OpenApiWrapper as _;
use apistos::spec::Spec;
use apistos::web::{put, resource, scope};
use cors_runtime::{Cors, Policy, policy};

use crate::asked::{Route, assert_asked};

static POLICY: Policy =
    policy! { origins = ["https://page.example"], methods = [PUT], headers = ["x-name"] };

#[api_operation(summary = "Stores a pet")]
async fn store() -> Result<Json<u32>, Error> {
    Ok(Json(7))
}

#[actix_web::test]
async fn cors_on_a_resource() {
    let app = App::new()
        .document(Spec::default())
        .service(resource("/pet").route(put().to(store)).wrap(Cors::new(&POLICY)))
        .build("/openapi.json");
    assert_asked(&init_service(app).await, Route::put("/pet")).await;
}

#[actix_web::test]
async fn cors_on_a_scope() {
    let pets = scope("/pets").service(resource("/pet").route(put().to(store)));
    let app = App::new()
        .document(Spec::default())
        .service(pets.wrap(Cors::new(&POLICY)))
        .build("/openapi.json");
    assert_asked(&init_service(app).await, Route::put("/pets/pet")).await;
}

#[actix_web::test]
async fn cors_on_the_application() {
    let app = App::new()
        .document(Spec::default())
        .service(resource("/pet").route(put().to(store)))
        .wrap(Cors::new(&POLICY))
        .build("/openapi.json");
    assert_asked(&init_service(app).await, Route::put("/pet")).await;
}
