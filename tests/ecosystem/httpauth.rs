//! actix-web-httpauth answers 401 before the router is asked, and preflights carry no credentials.

use actix_http::Request;
use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::error::ErrorUnauthorized;
use actix_web::test::init_service;
use actix_web::{App, Error, HttpResponse, Responder, put, web};
use actix_web_httpauth::extractors::bearer::BearerAuth;
use actix_web_httpauth::middleware::HttpAuthentication;
use cors_runtime::{Cors, CorsExt as _, Policy, cors, policy};

use crate::asked::{PAGE, Route, assert_asked, preflight};

static POLICY: Policy = policy! {
    origins = ["https://page.example"], methods = [PUT], headers = ["authorization", "x-name"]
};

#[cors(origins = ["https://page.example"], headers = ["authorization", "x-name"])]
#[put("/guarded")]
async fn guarded() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = ["https://page.example"], headers = ["authorization", "x-name"])]
#[put("/extracting")]
async fn extracting(bearer: BearerAuth) -> impl Responder {
    HttpResponse::Ok().body(bearer.token().to_owned())
}

async fn validate(
    request: ServiceRequest,
    bearer: BearerAuth,
) -> Result<ServiceRequest, (Error, ServiceRequest)> {
    if bearer.token() == "right" {
        Ok(request)
    } else {
        Err((ErrorUnauthorized("wrong token"), request))
    }
}

fn with_token(path: &'static str, token: &'static str) -> Route {
    Route::put(path).line("authorization", token)
}

/// What the annotated route of a path does not serve goes inward, where nobody has a token.
async fn assert_guarded<S, B>(app: &S, path: &'static str)
where
    S: Service<Request, Response = ServiceResponse<B>>,
    S::Error: Into<Error>,
    B: MessageBody,
{
    assert_asked(app, with_token(path, "Bearer right").unserved(401)).await;
    assert_asked(app, with_token(path, "Bearer wrong").answers(401).unserved(401)).await;
    assert_asked(app, Route::put(path).answers(401).unserved(401)).await;
}

#[actix_web::test]
async fn extractor_below_the_attribute() {
    let app = init_service(App::new().service(extracting)).await;
    assert_asked(&app, with_token("/extracting", "Bearer any")).await;
    assert_asked(&app, Route::put("/extracting").answers(401)).await;
}

#[actix_web::test]
async fn inside_cors() {
    let app = App::new()
        .service(guarded)
        .wrap(HttpAuthentication::bearer(validate))
        .wrap(Cors::default()); // last, so outermost
    let app = init_service(app).await;
    assert_guarded(&app, "/guarded").await;
}

#[actix_web::test]
async fn inside_cors_on_a_scope() {
    let scope = web::scope("/api").service(guarded).wrap(HttpAuthentication::bearer(validate));
    let app = init_service(App::new().service(scope).wrap(Cors::default())).await;
    assert_guarded(&app, "/api/guarded").await;
}

#[actix_web::test]
async fn inside_cors_with_a_policy_of_the_service() {
    let plain = web::resource("/plain").route(web::put().to(HttpResponse::Ok));
    let app = App::new()
        .service(plain.cors(&POLICY))
        .wrap(HttpAuthentication::bearer(validate))
        .wrap(Cors::default());
    let app = init_service(app).await;
    assert_asked(&app, with_token("/plain", "Bearer right")).await;
    assert_asked(&app, Route::put("/plain").answers(401)).await;
}

#[actix_web::test]
async fn inside_cors_with_a_policy() {
    let app = App::new()
        .route("/plain", web::put().to(HttpResponse::Ok))
        .wrap(HttpAuthentication::bearer(validate))
        .wrap(Cors::new(&POLICY));
    let app = init_service(app).await;
    assert_asked(&app, with_token("/plain", "Bearer right")).await;
    assert_asked(&app, Route::put("/plain").answers(401)).await;
}

#[actix_web::test]
async fn outside_cors_refuses_every_preflight() {
    let app = App::new()
        .service(guarded)
        .wrap(Cors::default())
        .wrap(HttpAuthentication::bearer(validate));
    let app = init_service(app).await;
    assert_eq!(preflight(&app, &with_token("/guarded", "Bearer right"), PAGE).await, (401, vec![]));
}
