//! `origin_default_port`: browsers leave out port 80 for `http` and 443 for `https`.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://a.example:443",
        "http://localhost:80",
        "https://*.b.example:443",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
