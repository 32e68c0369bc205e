//! `origin_bad_wildcard`: `*` may stand only for whole labels in front of a host (`*.`) or for the port (`:*`).

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://*a.example",
        "https://a.*.example",
        "https://*.*.a.example",
        "https://*",
        "**",
        "*://a.example",
        "http://*.127.0.0.1",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
