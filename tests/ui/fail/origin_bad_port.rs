//! `origin_bad_port`: a port is 1 to 65535 without leading zeros, or `*`.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://a.example:0",
        "https://a.example:",
        "https://a.example:65536",
        "https://a.example:http",
        "https://a.example:08443",
        "https://a.example:80*",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
