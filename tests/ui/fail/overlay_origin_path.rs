//! `origin_path`: what the attribute itself gets wrong is an error as everywhere else.

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

static BASE: Policy = policy! { origins = ["https://a.example"] };

#[cors(policy = BASE, origins = ["https://b.example/app"], max_age = -1)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
