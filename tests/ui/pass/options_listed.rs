//! `options_listed` is silenced by `allow(options_listed)` in the attribute, and by `#[allow(deprecated)]` on the item.

#![deny(warnings)]

use actix_web::{App, Responder, put};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], methods = [PUT, OPTIONS], allow(options_listed))]
#[put("/x/allowed")]
async fn allowed() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"], methods = [PUT, OPTIONS])]
#[put("/x/above")]
async fn above() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], methods = [PUT, OPTIONS])]
#[put("/x/below")]
#[allow(deprecated)]
async fn below() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(allowed).service(above).service(below);
}
