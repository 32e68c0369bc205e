//! `preflight_status_invalid`: browsers accept a preflight only with a status from 200 to 299.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], preflight_status = 302)]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], preflight_status = 20)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
