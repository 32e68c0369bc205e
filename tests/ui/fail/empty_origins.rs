//! `empty_origins`: a list of origins has at least one entry.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = [])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
