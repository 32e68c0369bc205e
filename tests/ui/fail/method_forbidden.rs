//! `method_forbidden`: browsers never send CONNECT, TRACE or TRACK.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], methods = [TRACE, "connect", Track])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
