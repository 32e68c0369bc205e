//! The path of a renamed dependency: the help has the name that was written.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = any, crate = renamed)]
#[get("/a")]
async fn bare() -> impl Responder {
    "answered"
}

#[cors(origins = any, crate = "renamed")]
#[get("/b")]
async fn text() -> impl Responder {
    "answered"
}

#[cors(origins = any, crate(renamed::cors))]
#[get("/c")]
async fn called() -> impl Responder {
    "answered"
}

#[cors(origins = any, crate = super::renamed)]
#[get("/d")]
async fn relative() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(bare).service(text).service(called).service(relative);
}
