//! `missing_origins`: a policy names who may read responses.

use actix_web::{App, Responder, get, put};
use cors_runtime::cors;

#[cors(methods = [PUT])]
#[put("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(max_age = 600, credentials)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

#[cors(allow(max_age_capped))]
#[get("/z")]
async fn third() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second).service(third);
}
