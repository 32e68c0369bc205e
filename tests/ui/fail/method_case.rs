//! `method_case`: `fetch` leaves the case of PATCH as the script wrote it, so `patch` is another method.

use actix_web::{App, Responder, get, patch};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], methods = ["patch", GET])]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], methods = [patch])]
#[patch("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
