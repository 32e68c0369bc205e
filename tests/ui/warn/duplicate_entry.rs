//! `duplicate_entry`: each entry is written once.

#![deny(deprecated)]

use actix_web::{App, Responder, get, put};
use cors_runtime::cors;

#[cors(origins = ["https://a.example", "https://a.example"])]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], methods = [PUT, "put"], headers = ["x-a", "X-A"])]
#[put("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
