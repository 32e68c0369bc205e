//! paperclip registers by builders of its own, which hand on any middleware; its own route
//! attributes are not actix-web's.

use actix_web::test::init_service;
use actix_web::{App, Error};
use cors_runtime::{Cors, Policy, policy};
use paperclip::actix::OpenApiExt as _;
use paperclip::actix::api_v2_operation;
use paperclip::actix::web::{Json, put, resource, scope};

use crate::asked::{Route, assert_asked};

static POLICY: Policy =
    policy! { origins = ["https://page.example"], methods = [PUT], headers = ["x-name"] };

#[api_v2_operation]
async fn store() -> Result<Json<u32>, Error> {
    Ok(Json(7))
}

#[actix_web::test]
async fn cors_on_a_resource() {
    let app = App::new()
        .wrap_api()
        .service(resource("/pet").route(put().to(store)).wrap(Cors::new(&POLICY)))
        .with_json_spec_at("/openapi.json")
        .build();
    assert_asked(&init_service(app).await, Route::put("/pet")).await;
}

#[actix_web::test]
async fn cors_on_a_scope() {
    let pets = scope("/pets").service(resource("/pet").route(put().to(store)));
    let app = App::new()
        .wrap_api()
        .service(pets.wrap(Cors::new(&POLICY)))
        .with_json_spec_at("/openapi.json")
        .build();
    assert_asked(&init_service(app).await, Route::put("/pets/pet")).await;
}

#[actix_web::test]
async fn cors_on_the_application() {
    let app = App::new()
        .wrap_api()
        .service(resource("/pet").route(put().to(store)))
        .with_json_spec_at("/openapi.json")
        .build()
        .wrap(Cors::new(&POLICY));
    assert_asked(&init_service(app).await, Route::put("/pet")).await;
}
