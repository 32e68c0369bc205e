//! `name`, `guard` and `wrap` of the route attribute, in any number and order.

#![deny(warnings)]

use actix_web::guard::GuardContext;
use actix_web::middleware::{NormalizePath, from_fn};
use actix_web::{App, HttpRequest, HttpResponse, Responder, get, put};
use cors_runtime::cors;

fn is_json(context: &GuardContext<'_>) -> bool {
    context.head().headers().contains_key("accept")
}

fn is_local(_: &GuardContext<'_>) -> bool {
    true
}

async fn passes(
    request: actix_web::dev::ServiceRequest,
    next: actix_web::middleware::Next<impl actix_web::body::MessageBody>,
) -> Result<actix_web::dev::ServiceResponse<impl actix_web::body::MessageBody>, actix_web::Error> {
    next.call(request).await
}

#[cors(origins = ["https://a.example"])]
#[get("/named/{id}", name = "named")]
async fn named(request: HttpRequest) -> impl Responder {
    match request.url_for("named", ["1"]) {
        Ok(url) => HttpResponse::Ok().body(url.to_string()),
        Err(_) => HttpResponse::NotFound().finish(),
    }
}

#[cors(origins = ["https://a.example"])]
#[put("/guarded", guard = "is_json", name = "guarded", guard = "is_local")]
async fn guarded() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[get("/wrapped", wrap = "NormalizePath::trim()", wrap = "from_fn(passes)")]
async fn wrapped() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(named).service(guarded).service(wrapped);
}
