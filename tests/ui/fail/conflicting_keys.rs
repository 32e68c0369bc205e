//! `conflicting_keys`: keys that exclude each other are not written together.

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

static PUBLIC: Policy = policy! { origins = any };

#[cors(disabled, origins = any)]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(policy = PUBLIC, disabled)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
