//! The API: five handlers, and above each the attribute that says who may read it.
//!
//! This is the whole of what an application writes. No handler sets a CORS header, and there is no OPTIONS route.

use actix_web::{
    HttpRequest, HttpResponse, Responder, get,
    http::header::{ContentType, SET_COOKIE},
    post, put,
    web::{Data, Json, Query, ServiceConfig},
};
use cors_runtime::cors;
use serde::Deserialize;

use crate::record::{Lab, Logbook, handler_ran};

/// Lists the handlers, once for each server worker.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(read_data).service(put_data).service(greet).service(log_in).service(seen);
}

#[cors(origins = ["http://localhost:3000"])]
#[get("/getData")]
async fn read_data(request: HttpRequest) -> impl Responder {
    handler_ran(&request);
    "888"
}

#[cors(
    origins = ["http://localhost:3000"],
    methods = [PUT],
    headers = ["name"],
    expose = ["name"],
    credentials,
    max_age = 6,
)]
#[put("/getData")]
async fn put_data(request: HttpRequest) -> impl Responder {
    handler_ran(&request);
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .insert_header(("name", "jw"))
        .insert_header(("x-hidden", "secret"))
        .body("777")
}

#[cors(
    origins = ["http://localhost:3000"],
    headers = ["content-type"],
)]
#[post("/json")]
async fn greet(request: HttpRequest, visitor: Json<Visitor>) -> impl Responder {
    handler_ran(&request);
    format!("hello, {}", visitor.name)
}

/// What the page sends as JSON.
#[derive(Deserialize)]
struct Visitor {
    name: String,
}

/// Gives the browser a cookie of the API's own: `HttpOnly`, so no script of any origin can read it.
#[cors(origins = ["http://localhost:3000"], credentials)]
#[post("/login")]
async fn log_in(request: HttpRequest) -> impl Responder {
    handler_ran(&request);
    HttpResponse::Ok()
        .insert_header((SET_COOKIE, "name=xiamen; HttpOnly; SameSite=Lax; Path=/"))
        .body("welcome")
}

/// What reached this server for one click in the lab. Not part of the lesson: it lets the page show the other side.
#[cors(origins = ["http://localhost:3000", "http://127.0.0.1:3000"])]
#[get("/seen")]
async fn seen(lab: Query<Lab>, logbook: Data<Logbook>) -> impl Responder {
    Json(logbook.of(&lab.lab))
}
