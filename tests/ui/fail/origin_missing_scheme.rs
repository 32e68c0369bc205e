//! `origin_missing_scheme`: an origin starts with a scheme and `://`.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "a.example",
        "*.a.example",
        "localhost:3000",
        "//a.example/x",
        "https:/a.example",
        "[::1]:3000",
        "",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
