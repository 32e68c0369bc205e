//! `json_without_content_type` is silenced by `allow(json_without_content_type)` in the attribute, and by `#[allow(deprecated)]` on the item.

#![deny(warnings)]

use actix_web::{App, Responder, put, web};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], headers = ["x-name"], allow(json_without_content_type))]
#[put("/x/allowed")]
async fn first_allowed(body: web::Json<String>) -> impl Responder {
    body
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"], headers = ["x-name"])]
#[put("/x/above")]
async fn first_above(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(origins = ["https://a.example"], headers = ["x-name"])]
#[put("/x/below")]
#[allow(deprecated)]
async fn first_below(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(origins = ["https://a.example"], allow(json_without_content_type))]
#[put("/y/allowed")]
async fn second_allowed(body: web::Json<String>) -> impl Responder {
    body
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"])]
#[put("/y/above")]
async fn second_above(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(origins = ["https://a.example"])]
#[put("/y/below")]
#[allow(deprecated)]
async fn second_below(body: web::Json<String>) -> impl Responder {
    body
}

fn main() {
    let _ = App::new()
        .service(first_allowed)
        .service(first_above)
        .service(first_below)
        .service(second_allowed)
        .service(second_above)
        .service(second_below);
}
