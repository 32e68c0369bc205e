//! `unknown_key`: only the documented keys mean anything.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origin = ["https://a.example"])]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(allowed_origins = ["https://a.example"], supports_credentials, max_age_in_seconds = 6)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

#[cors(origins = any, colour = "blue")]
#[get("/z")]
async fn third() -> impl Responder {
    "answered"
}

#[cors("https://a.example")]
#[get("/w")]
async fn fourth() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second).service(third).service(fourth);
}
