//! Signatures: generic and nested extractors, patterns, `impl Trait`, results, errors of one's own.

use std::collections::HashMap;
use std::fmt::{self, Display};
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::{self, ServiceConfig};
use actix_web::{
    Either, Error, FromRequest, HttpRequest, HttpResponse, Responder, ResponseError, put, route,
    routes,
};
use cors_runtime::cors;

/// An extractor with type, lifetime-free and const parameters.
struct Wrapped<T, const N: usize>(T);

impl<T: Default, const N: usize> FromRequest for Wrapped<T, N> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Wrapped(T::default())))
    }
}

#[derive(Debug)]
struct Failure;

impl Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("failed")
    }
}

impl ResponseError for Failure {}

#[cors(origins = ["https://a.example"])]
#[put("/generic")]
async fn generic(
    Wrapped(list): Wrapped<Vec<HashMap<String, Option<u8>>>, { 1 + 1 }>,
    request: HttpRequest,
) -> impl Responder + use<> {
    if list.is_empty() && request.method() == "PUT" { "answered" } else { "" }
}

#[cors(origins = ["https://a.example"])]
#[put("/impl_trait/{id}")]
async fn impl_trait(id: web::Path<u8>) -> Either<impl Responder, impl Responder> {
    if *id == 1 { Either::Left("answered") } else { Either::Right(HttpResponse::NotFound()) }
}

#[cors(origins = ["https://a.example"])]
#[put("/result")]
async fn result() -> Result<impl Responder, Failure> {
    let parsed: u8 = "1".parse().map_err(|_| Failure)?;
    (parsed == 1).then_some("answered").ok_or(Failure)
}

#[cors(origins = ["https://a.example"], headers = ["content-type"])]
#[put("/mutable")]
async fn mutable(mut body: web::Bytes, _: Option<web::Json<u8>>) -> HttpResponse {
    body.clear();
    HttpResponse::Ok().body("answered")
}

#[cors(origins = ["https://a.example"], methods = [PUT])]
#[route("/route", method = "PUT")]
async fn by_route(#[allow(unused)] request: HttpRequest) -> &'static str {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[routes]
#[put("/first/{id}")]
#[put("/second/{id}")]
async fn by_routes(id: web::Path<u8>, Wrapped(text): Wrapped<String, 1>) -> impl Responder {
    format!("{text}{}", if *id == 1 { "answered" } else { "" })
}

fn configure(config: &mut ServiceConfig) {
    config
        .service(generic)
        .service(impl_trait)
        .service(result)
        .service(mutable)
        .service(by_route)
        .service(by_routes);
}

#[actix_web::test]
async fn every_signature() {
    let paths =
        ["/generic", "/impl_trait/1", "/result", "/mutable", "/route", "/first/1", "/second/1"];
    for path in paths {
        crate::answers::check(configure, "PUT", path).await;
    }
}
