//! Wildcards as other libraries have them, and origins without a scheme.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["http://localhost*", "http://localhost:3000*", "localhost*", "localhost:3000"])]
#[get("/a")]
async fn own_machine() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example*", "*.a.example", "https://*b.example", "https://c.*"])]
#[get("/b")]
async fn hosts() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://*.*.a.example", "frontend", "https//b.example", r"https://c\.example"])]
#[get("/c")]
async fn others() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(own_machine).service(hosts).service(others);
}
