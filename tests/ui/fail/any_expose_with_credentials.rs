//! `any_expose_with_credentials`: `*` exposes nothing when credentials are included.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], expose = any, credentials)]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], expose = ["x-a", "*"], credentials)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
