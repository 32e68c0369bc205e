//! `origin_query`: a serialised origin has no query.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example?x=1", "https://b.example/?x"])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
