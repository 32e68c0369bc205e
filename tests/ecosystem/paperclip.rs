//! paperclip registers by builders of its own, which hand on any middleware; its own route
//! attributes are not actix-web's.

use actix_web::test::init_service;
use actix_web::{App, Error};
use cors_runtime::{Cors, Policy, policy};
use paperclip::actix::OpenApiExt as _;
use paperclip::actix::api_v2_operation;
use paperclip::actix::web::{Json, put, resource, scope};

use crate::asked::{Route, assert_asked};
use crate::refused::errors;

static POLICY: Policy =
    policy! { origins = ["https://page.example"], methods = [PUT], headers = ["x-name"] };

#[api_v2_operation]
async fn store() -> Result<Json<u32>, Error> {
    Ok(Json(7))
}

#[api_v2_operation]
#[paperclip::actix::put("/own")]
async fn own() -> Result<Json<u32>, Error> {
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

#[actix_web::test]
async fn its_own_route_attribute_inside_cors() {
    let app = App::new()
        .wrap_api()
        .service(scope("/pets").service(own).wrap(Cors::new(&POLICY)))
        .with_json_spec_at("/openapi.json")
        .build();
    assert_asked(&init_service(app).await, Route::put("/pets/own")).await;
}

/// What the compiler says has the code, names the attribute, and says what to write; and it is all
/// that it says.
#[test]
fn its_own_route_attribute_is_refused() {
    let errors = errors("paperclip");
    assert!(
        errors.contains("`#[paperclip::actix::put]` is an attribute of `paperclip`"),
        "{errors}"
    );
    assert!(errors.contains("[cors::misplaced_attribute]"), "{errors}");
    assert!(errors.contains("help: write `.wrap(Cors::new(&POLICY))`"), "{errors}");
    let lines = errors.lines().filter(|line| line.starts_with("error"));
    let (said, last): (Vec<_>, Vec<_>) =
        lines.partition(|line| !line.starts_with("error: could not compile"));
    assert_eq!((said.len(), last.len()), (1, 1), "{errors}");
}
