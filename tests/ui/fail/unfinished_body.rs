//! A handler whose body is not finished: the compiler's own error at the body, and nothing about the attribute.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], max_age = 6)]
#[get("/x")]
async fn handler() -> impl Responder {
    let text = "answered";
    text.
}

fn main() {
    let _ = App::new().service(handler);
}
