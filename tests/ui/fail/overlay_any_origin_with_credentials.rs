//! `any_origin_with_credentials`: the base allows any origin, the attribute adds credentials.

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

static BASE: Policy = policy! { origins = any };

#[cors(policy = BASE, credentials)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
