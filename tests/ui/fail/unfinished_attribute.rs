//! While typing: what is missing is said where it is missing, and the rest of the attribute is still read.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = , max_age = 6)]
#[get("/v")]
async fn no_value() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], exp)]
#[get("/w")]
async fn half_a_key() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], , max_age = 6,)]
#[get("/x")]
async fn empty_slot() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"] credentials)]
#[get("/y")]
async fn no_comma() -> impl Responder {
    "answered"
}

#[cors(orig)]
#[get("/z")]
async fn first_key() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new()
        .service(no_value)
        .service(half_a_key)
        .service(empty_slot)
        .service(no_comma)
        .service(first_key);
}
