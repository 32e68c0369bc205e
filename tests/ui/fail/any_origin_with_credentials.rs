//! `any_origin_with_credentials`: a response to everybody never carries credentials.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = any, credentials)]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["*"], credentials = true)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
