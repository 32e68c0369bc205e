//! `header_invalid`: a header name is an HTTP token.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], headers = ["x name", "x-a, x-b", "x-c:", "", "résumé"])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
