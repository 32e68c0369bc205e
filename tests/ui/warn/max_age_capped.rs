//! `max_age_capped`: browsers cap the age: Firefox at 86400 seconds, Chromium at 7200, WebKit at 600.

#![deny(deprecated)]

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], max_age = 1728000)]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], max_age = "2d")]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
