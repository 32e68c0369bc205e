//! `empty_attribute`: a bare `#[cors]` never means "allow all".

use actix_web::{App, Responder, get, put};
use cors_runtime::cors;

#[cors]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors()]
#[put("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
