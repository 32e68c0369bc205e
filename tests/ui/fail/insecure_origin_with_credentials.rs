//! `insecure_origin_with_credentials`: whoever controls the network can speak for an origin without TLS.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "http://a.example",
        "http://192.168.0.1",
        "chrome-extension://abcdefghijklmnop",
        "http://localhost:3000",
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
