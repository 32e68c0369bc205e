//! `safelisted_expose`: scripts may always read this header.

#![deny(deprecated)]

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], expose = ["content-type", "x-name"])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
