//! `origin_bad_scheme`: a scheme is a lower-case letter followed by letters, digits, `+`, `-` and `.`.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "1http://a.example",
        "h_t://a.example",
        "http*://a.example",
        "blob:https://a.example/id",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
