//! `utoipa::path` reads the route attribute below it, `#[cors]` takes its place.

use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, patch, put, route, web};
use cors_runtime::{Cors, cors};
use utoipa::OpenApi;
use utoipa_actix_web::AppExt as _;

use crate::asked::{Route, assert_asked};

mod above_cors {
    use super::*;

    #[utoipa::path(responses((status = 200)))]
    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[put("/documented/{id}")]
    pub(super) async fn documented(id: web::Path<u32>) -> impl Responder {
        HttpResponse::Ok().body(id.to_string())
    }

    #[utoipa::path(patch, path = "/several", responses((status = 200)))]
    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[route("/several", method = "PUT", method = "PATCH")]
    pub(super) async fn several() -> impl Responder {
        HttpResponse::Ok()
    }

    #[utoipa::path(responses((status = 200)))]
    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[actix_web::routes]
    #[put("/listed")]
    #[patch("/listed/too")]
    pub(super) async fn listed() -> impl Responder {
        HttpResponse::Ok()
    }

    #[utoipa::path(responses((status = 200)))]
    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[patch("/changed", name = "changed")]
    pub(super) async fn changed() -> impl Responder {
        HttpResponse::Ok()
    }
}

#[derive(OpenApi)]
#[openapi(paths(
    above_cors::documented,
    above_cors::listed,
    above_cors::several,
    above_cors::changed
))]
struct Documentation;

#[actix_web::test]
async fn path_above_cors() {
    use above_cors::{changed, documented, listed, several};
    let app = init_service(App::new().service((documented, several, listed, changed))).await;
    assert_asked(&app, Route::put("/documented/7")).await;
    assert_asked(&app, Route::put("/several")).await;
    assert_asked(&app, Route::new("PATCH", "/several")).await;
    assert_asked(&app, Route::put("/listed")).await;
    assert_asked(&app, Route::new("PATCH", "/listed/too")).await;
    assert_asked(&app, Route::new("PATCH", "/changed")).await;
    let paths = Documentation::openapi().paths.paths;
    assert!(paths["/documented/{id}"].put.is_some());
    assert!(paths["/several"].patch.is_some());
    // Of several paths, utoipa reads the first.
    assert!(paths["/listed"].put.is_some());
    assert!(paths["/changed"].patch.is_some());
}

#[actix_web::test]
async fn app_of_utoipa_actix_web() {
    let (app, documentation) = App::new()
        .into_utoipa_app()
        .service(above_cors::documented)
        .service(utoipa_actix_web::scope::scope("/api").service(above_cors::changed))
        .map(|app| app.wrap(Cors::default()))
        .split_for_parts();
    let app = init_service(app).await;
    assert_asked(&app, Route::put("/documented/7")).await;
    assert_asked(&app, Route::new("PATCH", "/api/changed")).await;
    assert!(documentation.paths.paths["/documented/{id}"].put.is_some());
    assert!(documentation.paths.paths["/api/changed"].patch.is_some());
}
