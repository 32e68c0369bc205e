//! `options_listed`: preflights use OPTIONS by themselves; listing it grants scripts the method OPTIONS.

#![deny(deprecated)]

use actix_web::{App, Responder, put};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], methods = [PUT, OPTIONS])]
#[put("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
