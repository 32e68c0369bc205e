//! `any_origin_with_list`: any origin and a list of origins contradict each other.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["*", "https://a.example"])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
