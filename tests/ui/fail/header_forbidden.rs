//! `header_forbidden`: scripts can never set this header.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], headers = ["cookie", "Origin", "sec-fetch-site", "content-length"])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
