//! `public_suffix_with_credentials`: the base has credentials, the attribute lists a wildcard over a public suffix.

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

static BASE: Policy = policy! { origins = ["https://a.example"], credentials };

#[cors(policy = BASE, origins = ["https://*.github.io"])]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
