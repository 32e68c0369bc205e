//! `origin_bad_host`: a host is labels of letters, digits, `-` and `_`, each 1 to 63 bytes, 253 in all, and valid for IDNA.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://",
        "https://:8443",
        "https://a..example",
        "https://-a.example",
        "https://exam!ple.com",
        "https://xn--a",
        "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
