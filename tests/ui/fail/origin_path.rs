//! `origin_path`: a serialised origin has no path.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://a.example/app",
        "https://a.example/*",
        "https://b.example/a?b#c",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
