//! `any_expose_with_credentials`: the base has credentials, the attribute exposes everything.

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

static BASE: Policy = policy! { origins = ["https://a.example"], credentials };

#[cors(policy = BASE, expose = any)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
