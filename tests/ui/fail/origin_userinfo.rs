//! `origin_userinfo`: a serialised origin has no user name or password.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://me@a.example", "https://me:secret@b.example/x"])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
