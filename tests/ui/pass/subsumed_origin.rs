//! `subsumed_origin` is silenced by `allow(subsumed_origin)` in the attribute, and by `#[allow(deprecated)]` on the item.

#![deny(warnings)]

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.b.example", "https://*.b.example"], allow(subsumed_origin))]
#[get("/x/allowed")]
async fn first_allowed() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = ["https://a.b.example", "https://*.b.example"])]
#[get("/x/above")]
async fn first_above() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.b.example", "https://*.b.example"])]
#[get("/x/below")]
#[allow(deprecated)]
async fn first_below() -> impl Responder {
    "answered"
}

#[cors(origins = ["http://localhost:*", "http://localhost:3000"], allow(subsumed_origin))]
#[get("/y/allowed")]
async fn second_allowed() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = ["http://localhost:*", "http://localhost:3000"])]
#[get("/y/above")]
async fn second_above() -> impl Responder {
    "answered"
}

#[cors(origins = ["http://localhost:*", "http://localhost:3000"])]
#[get("/y/below")]
#[allow(deprecated)]
async fn second_below() -> impl Responder {
    "answered"
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
