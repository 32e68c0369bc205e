//! `subsumed_origin`: a wider pattern in the same list covers this origin already.

#![deny(deprecated)]

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.b.example", "https://*.b.example"])]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["http://localhost:*", "http://localhost:3000"])]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
