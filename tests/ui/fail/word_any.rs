//! `any` stands in place of a list, without quotation marks and brackets.

use actix_web::{App, Responder, get, put};
use cors_runtime::cors;

#[cors(origins = "any")]
#[get("/a")]
async fn as_text() -> impl Responder {
    "answered"
}

#[cors(origins = ["any"], methods = ["any"], headers = ["any"], expose = ["any"])]
#[put("/b")]
async fn in_lists() -> impl Responder {
    "answered"
}

#[cors(origins = *, methods = "any", headers = "any", expose = "*")]
#[put("/c")]
async fn in_place_of_lists() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example", "any"], headers = ["any", "authorization"])]
#[get("/d")]
async fn beside_others() -> impl Responder {
    "answered"
}

#[cors(origins = ["any"], credentials)]
#[get("/e")]
async fn with_credentials() -> impl Responder {
    "answered"
}

#[cors(any)]
#[get("/f")]
async fn without_key() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new()
        .service(as_text)
        .service(in_lists)
        .service(in_place_of_lists)
        .service(beside_others)
        .service(with_credentials)
        .service(without_key);
}
