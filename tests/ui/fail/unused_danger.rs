//! `unused_danger`: an escape that nothing needs would hide the next mistake.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], credentials, dangerous(insecure_origins))]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(
    origins = ["http://a.example", "https://*.b.example"],
    credentials,
    dangerous(insecure_origins, public_suffixes, null_origin, any_extension)
)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
