//! A warning is no error: every one of them at once, and the program compiles.

use actix_web::{App, Responder, put, web};
use cors_runtime::cors;

#[cors(
    origins = ["https://a.b.example", "https://*.b.example"],
    methods = [PUT, OPTIONS],
    headers = ["x-name", "X-Name"],
    expose = ["content-type"],
    max_age = 1728000
)]
#[put("/x")]
async fn handler(body: web::Json<String>) -> impl Responder {
    body
}

fn main() {
    let _ = App::new().service(handler);
}
