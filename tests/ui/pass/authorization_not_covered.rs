//! `authorization_not_covered` is silenced by `allow(authorization_not_covered)` in the attribute, and by
//! `#[allow(deprecated)]` on the item; with credentials, or beside `authorization`, there is nothing to say.

#![deny(warnings)]

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = any, headers = any, allow(authorization_not_covered))]
#[get("/allowed")]
async fn allowed() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = any, headers = any)]
#[get("/above")]
async fn above() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], headers = any, credentials)]
#[get("/mirrored")]
async fn mirrored() -> impl Responder {
    "answered"
}

#[cors(origins = any, headers = ["*", "authorization"])]
#[get("/listed")]
async fn listed() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(allowed).service(above).service(mirrored).service(listed);
}
