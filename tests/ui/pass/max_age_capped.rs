//! `max_age_capped` is silenced by `allow(max_age_capped)` in the attribute, and by `#[allow(deprecated)]` on the item.

#![deny(warnings)]

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], max_age = 1728000, allow(max_age_capped))]
#[get("/x/allowed")]
async fn first_allowed() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"], max_age = 1728000)]
#[get("/x/above")]
async fn first_above() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], max_age = 1728000)]
#[get("/x/below")]
#[allow(deprecated)]
async fn first_below() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], max_age = "2d", allow(max_age_capped))]
#[get("/y/allowed")]
async fn second_allowed() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"], max_age = "2d")]
#[get("/y/above")]
async fn second_above() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], max_age = "2d")]
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
