//! `header_is_response_header`: this header belongs to responses; the policy sends it by itself.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = ["https://a.example"],
    headers = ["access-control-allow-origin", "Access-Control-Max-Age"]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
