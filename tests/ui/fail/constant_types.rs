//! Constants of another type, and names of nothing, are the compiler's own errors, each at its token.

use actix_web::http::{Method, StatusCode};
use actix_web::{App, Responder, get};
use cors_runtime::cors;

const NUMBER: u8 = 1;
const TEXT: String = String::new();
const METHODS: Method = Method::PUT;
const STATUS: StatusCode = StatusCode::OK;

#[cors(origins = [NUMBER, "https://a.example"])]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = [TEXT])]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

#[cors(origins = any, methods = [self::METHODS])]
#[get("/z")]
async fn third() -> impl Responder {
    "answered"
}

#[cors(origins = any, max_age = NUMBER)]
#[get("/w")]
async fn fourth() -> impl Responder {
    "answered"
}

#[cors(origins = any, preflight_status = STATUS)]
#[get("/v")]
async fn fifth() -> impl Responder {
    "answered"
}

#[cors(origins = [MISSING], headers = [NOWHERE])]
#[get("/u")]
async fn sixth() -> impl Responder {
    "answered"
}

#[cors(origins = any, max_age = NO_AGE)]
#[get("/t")]
async fn seventh() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new()
        .service(first)
        .service(second)
        .service(third)
        .service(fourth)
        .service(fifth)
        .service(sixth)
        .service(seventh);
}
