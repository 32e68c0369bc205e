//! `public_suffix_with_credentials`: under a public suffix anybody can register a host.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://*.co.uk",
        "https://*.github.io",
        "https://*.amazonaws.com",
        "https://*.b.example",
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
