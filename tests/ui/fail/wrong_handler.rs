//! What is wrong with the handler itself is the compiler's own error, at the user's own tokens.

use actix_web::{App, Responder, get, web};
use cors_runtime::cors;

struct NotExtracted;

#[cors(origins = ["https://a.example"])]
#[get("/x")]
async fn bad_parameter(_: NotExtracted) -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[get("/y")]
async fn bad_body(id: web::Path<u32>) -> impl Responder {
    let id: String = *id;
    id
}

fn main() {
    let _ = App::new().service(bad_parameter).service(bad_body);
}
