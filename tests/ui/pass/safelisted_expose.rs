//! `safelisted_expose` is silenced by `allow(safelisted_expose)` in the attribute, and by `#[allow(deprecated)]` on the item.

#![deny(warnings)]

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], expose = ["content-type", "x-name"], allow(safelisted_expose))]
#[get("/x/allowed")]
async fn allowed() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"], expose = ["content-type", "x-name"])]
#[get("/x/above")]
async fn above() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], expose = ["content-type", "x-name"])]
#[get("/x/below")]
#[allow(deprecated)]
async fn below() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(allowed).service(above).service(below);
}
