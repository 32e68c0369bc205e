//! `origin_bad_wildcard`: `*` may stand only for whole labels in front of a host (`*.`) for the port (`:*`) or for every extension of a browser.

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
        "http://*.10.0.0.0/8",
        "http://192.168.1.*:3000",
        "foo://*",
        "edge-extension://*",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
