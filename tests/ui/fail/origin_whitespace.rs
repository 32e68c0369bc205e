//! `origin_whitespace`: an origin holds no white space and no control characters.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        " https://a.example",
        "https://b.example\n",
        "https://c d.example",
        "https://e\u{0}.example",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
