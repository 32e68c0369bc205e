//! `policy!` is checked like the attribute, and stays an expression.

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

static PUBLIC: Policy = policy! { origins = any, credentials };

static PARTNERS: Policy = policy! {
    origins = ["https://partner.example/"],
    methods = [patch],
    policy = PUBLIC,
};

static NOBODY: Policy = policy! {};

#[cors(policy = PARTNERS)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
    let _ = (&PUBLIC, &NOBODY);
}
