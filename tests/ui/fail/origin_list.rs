//! `origin_list`: each entry of the list is one origin.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://a.example, https://b.example/",
        "https://c.example https://d.example",
        "e.example,f.example",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
