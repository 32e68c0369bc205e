//! `authorization_not_covered`: without credentials `*` covers every request header but `authorization`.

#![deny(deprecated)]

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

#[cors(origins = any, headers = any)]
#[get("/x")]
async fn any() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], headers = ["x-name", "*"])]
#[get("/y")]
async fn star() -> impl Responder {
    "answered"
}

static PARTNERS: Policy = policy! { origins = ["https://a.example"], methods = [PUT], headers = any };

#[cors(policy = PARTNERS)]
#[get("/z")]
async fn named() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(any).service(star).service(named);
}
