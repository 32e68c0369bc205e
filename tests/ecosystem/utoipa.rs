//! `utoipa::path` reads the route attribute below it, `#[cors]` takes its place.

use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, patch, put, route, web};
use cors_runtime::{Cors, CorsExt as _, Policy, cors, policy};
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

mod below_cors {
    use super::*;

    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[utoipa::path(responses((status = 200)))]
    #[put("/below/documented/{id}")]
    pub(super) async fn documented(id: web::Path<u32>) -> impl Responder {
        HttpResponse::Ok().body(id.to_string())
    }

    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[utoipa::path(patch, path = "/below/several", responses((status = 200)))]
    #[route("/below/several", method = "PUT", method = "PATCH")]
    pub(super) async fn several() -> impl Responder {
        HttpResponse::Ok()
    }

    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[utoipa::path(responses((status = 200)))]
    #[actix_web::routes]
    #[put("/below/listed")]
    #[patch("/below/listed/too")]
    pub(super) async fn listed() -> impl Responder {
        HttpResponse::Ok()
    }
}

mod behind_cfg_attr {
    use super::*;

    #[cfg_attr(all(), utoipa::path(responses((status = 200))))]
    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[put("/behind/above")]
    pub(super) async fn above() -> impl Responder {
        HttpResponse::Ok()
    }

    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[cfg_attr(all(), utoipa::path(responses((status = 200))))]
    #[put("/behind/below")]
    pub(super) async fn below() -> impl Responder {
        HttpResponse::Ok()
    }

    #[cors(origins = ["https://page.example"], headers = ["x-name"])]
    #[cfg_attr(any(), utoipa::path(responses((status = 200))))]
    #[put("/behind/never")]
    pub(super) async fn never() -> impl Responder {
        HttpResponse::Ok()
    }
}

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[actix_web::scope("/scope")]
mod scope {
    use super::{HttpResponse, Responder, put};

    #[utoipa::path(responses((status = 200)))]
    #[put("/documented")]
    pub(super) async fn documented() -> impl Responder {
        HttpResponse::Ok()
    }

    pub(super) mod nested {
        use super::{HttpResponse, Responder, put};

        #[utoipa::path(responses((status = 200)))]
        #[put("/nested")]
        pub(in super::super) async fn documented() -> impl Responder {
            HttpResponse::Ok()
        }
    }
}

#[derive(OpenApi)]
#[openapi(paths(
    above_cors::documented,
    above_cors::several,
    above_cors::listed,
    above_cors::changed,
    below_cors::documented,
    below_cors::several,
    below_cors::listed,
    behind_cfg_attr::above,
    behind_cfg_attr::below,
    scope::documented,
    scope::nested::documented,
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
async fn path_below_cors() {
    use below_cors::{documented, listed, several};
    let app = init_service(App::new().service((documented, several, listed))).await;
    assert_asked(&app, Route::put("/below/documented/7")).await;
    assert_asked(&app, Route::put("/below/several")).await;
    assert_asked(&app, Route::new("PATCH", "/below/several")).await;
    assert_asked(&app, Route::put("/below/listed")).await;
    assert_asked(&app, Route::new("PATCH", "/below/listed/too")).await;
    let paths = Documentation::openapi().paths.paths;
    assert!(paths["/below/documented/{id}"].put.is_some());
    assert!(paths["/below/several"].patch.is_some());
    assert!(paths["/below/listed"].put.is_some());
}

#[actix_web::test]
async fn path_behind_cfg_attr() {
    use behind_cfg_attr::{above, below, never};
    let app = init_service(App::new().service((above, below, never))).await;
    assert_asked(&app, Route::put("/behind/above")).await;
    assert_asked(&app, Route::put("/behind/below")).await;
    assert_asked(&app, Route::put("/behind/never")).await;
    let paths = Documentation::openapi().paths.paths;
    assert!(paths["/behind/above"].put.is_some());
    assert!(paths["/behind/below"].put.is_some());
}

#[actix_web::test]
async fn path_in_a_scope() {
    let app = App::new().service((scope::documented, scope::nested::documented));
    let app = init_service(app).await;
    assert_asked(&app, Route::put("/scope/documented")).await;
    assert_asked(&app, Route::put("/nested")).await;
    let paths = Documentation::openapi().paths.paths;
    assert!(paths["/scope/documented"].put.is_some());
    assert!(paths["/nested"].put.is_some());
}

static POLICY: Policy =
    policy! { origins = ["https://page.example"], methods = [PUT], headers = ["x-name"] };

#[actix_web::test]
async fn app_of_utoipa_actix_web() {
    let (app, documentation) = App::new()
        .into_utoipa_app()
        .service(above_cors::documented)
        .service(below_cors::documented)
        .service(utoipa_actix_web::scope::scope("/api").service(above_cors::changed))
        .map(|app| app.wrap(Cors::default()))
        .split_for_parts();
    let app = init_service(app).await;
    assert_asked(&app, Route::put("/documented/7")).await;
    assert_asked(&app, Route::put("/below/documented/7")).await;
    assert_asked(&app, Route::new("PATCH", "/api/changed")).await;
    assert!(documentation.paths.paths["/documented/{id}"].put.is_some());
    assert!(documentation.paths.paths["/below/documented/{id}"].put.is_some());
    assert!(documentation.paths.paths["/api/changed"].patch.is_some());
}

#[actix_web::test]
async fn service_with_a_policy_in_its_app() {
    let plain = web::resource("/plain").route(web::put().to(HttpResponse::Ok));
    let app = App::new().into_utoipa_app().map(|app| app.service(plain.cors(&POLICY))).into_app();
    assert_asked(&init_service(app).await, Route::put("/plain")).await;
}
