//! `origin_trailing_slash`: a serialised origin has no trailing slash.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://a.example/",
        "http://localhost:3000/",
        "https://*.a.example:*/",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
