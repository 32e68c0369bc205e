//! What is wrong in the handler's body is the compiler's own error, at the user's own tokens.

use actix_web::{App, Responder, get, web};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"])]
#[get("/x/{id}")]
async fn handler(id: web::Path<u32>) -> impl Responder {
    let id: String = *id;
    id
}

fn main() {
    let _ = App::new().service(handler);
}
