//! `public_suffix_with_credentials`: under a public suffix anybody can register a host.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://*.com",
        "https://*.github.io",
        "https://*.amazonaws.com",
        "https://*.me.github.io",
    ],
    credentials
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
