//! `expose_is_request_header`: this header means nothing to a script that reads a response.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], expose = ["origin", "access-control-max-age"])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
