//! `origin_file_scheme`: pages from `file:` send the origin `null`, never `file://…`.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["file:///index.html", "file://"])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
