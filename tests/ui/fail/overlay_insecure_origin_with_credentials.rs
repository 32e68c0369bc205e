//! `insecure_origin_with_credentials`: the base lists an origin without TLS, the attribute adds credentials.

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

static BASE: Policy = policy! { origins = ["http://a.example"] };

#[cors(policy = BASE, credentials)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
