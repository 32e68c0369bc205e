//! `origin_null`: `null` stands for every sandboxed or local document at once.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["null"])]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example", "null"], credentials)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
