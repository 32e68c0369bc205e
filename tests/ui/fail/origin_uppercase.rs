//! `origin_uppercase`: browsers send scheme and host in lower case.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://A.example",
        "HTTPS://b.example",
        "https://*.C.example",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
