//! A value in a form that its key does not take: the help has the same value in the right form.

use actix_web::{App, Responder, get, put};
use cors_runtime::cors;

#[cors(origins = env(APP_ORIGINS))]
#[get("/a")]
async fn variable() -> impl Responder {
    "answered"
}

#[cors(origins = env("APP_ORIGINS", default = "https://a.example"))]
#[get("/b")]
async fn default() -> impl Responder {
    "answered"
}

#[cors(origins: ["https://a.example"], methods(PUT), max_age: 6, credentials("true"))]
#[put("/c")]
async fn joined() -> impl Responder {
    "answered"
}

#[cors(origins("https://a.example", "b.example/"), headers = ("content-type", "x-name"), expose = {"x-total"})]
#[get("/d")]
async fn brackets() -> impl Responder {
    "answered"
}

#[cors(origins = "https://a.example", "https://b.example", headers = content-type, max_age = "10 minutes")]
#[get("/e")]
async fn unbracketed() -> impl Responder {
    "answered"
}

#[cors(policy = "PARTNERS", preflight_status = "200", max_age = 60 * 60)]
#[get("/f")]
async fn texts() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new()
        .service(variable)
        .service(default)
        .service(joined)
        .service(brackets)
        .service(unbracketed)
        .service(texts);
}
