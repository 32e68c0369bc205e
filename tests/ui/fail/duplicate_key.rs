//! `duplicate_key`: each key is written once.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], max_age = 5, max_age = 6)]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = any)]
#[cors(max_age = 6)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
