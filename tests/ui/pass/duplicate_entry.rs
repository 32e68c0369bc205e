//! `duplicate_entry` is silenced by `allow(duplicate_entry)` in the attribute, and by `#[allow(deprecated)]` on the item.

#![deny(warnings)]

use actix_web::{App, Responder, get, put};
use cors_runtime::cors;

#[cors(origins = ["https://a.example", "https://a.example"], allow(duplicate_entry))]
#[get("/x/allowed")]
async fn first_allowed() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example", "https://a.example"])]
#[get("/x/above")]
async fn first_above() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example", "https://a.example"])]
#[get("/x/below")]
#[allow(deprecated)]
async fn first_below() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], methods = [PUT, "put"], headers = ["x-a", "X-A"], allow(duplicate_entry))]
#[put("/y/allowed")]
async fn second_allowed() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"], methods = [PUT, "put"], headers = ["x-a", "X-A"])]
#[put("/y/above")]
async fn second_above() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], methods = [PUT, "put"], headers = ["x-a", "X-A"])]
#[put("/y/below")]
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
