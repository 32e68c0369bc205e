//! `max_age_invalid`: a maximum age is a number of seconds, or text such as `10m`.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], max_age = "soon")]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], max_age = -1)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], max_age = 2147483648)]
#[get("/z")]
async fn third() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], max_age = "10 m")]
#[get("/w")]
async fn fourth() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second).service(third).service(fourth);
}
