//! `origin_unicode_host`: browsers send a host in its ASCII (Punycode) form.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://bücher.example",
        "https://*.例え.jp",
        "https://ｅxample.com",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
