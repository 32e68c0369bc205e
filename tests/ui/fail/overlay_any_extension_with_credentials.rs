//! `any_extension_with_credentials`: the base lists every extension of a browser, the attribute adds credentials.

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

static BASE: Policy = policy! { origins = ["moz-extension://*"] };

#[cors(policy = BASE, credentials)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
