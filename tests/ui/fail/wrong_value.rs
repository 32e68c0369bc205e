//! `wrong_value`: each key takes the forms that the reference shows.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(origins = "https://a.example")]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example" "https://b.example"], credentials = "yes", max_age = true)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

#[cors(origins = "*", methods = PUT, headers = [content-type], expose)]
#[get("/z")]
async fn third() -> impl Responder {
    "answered"
}

#[cors(origins = any max_age = 6, disabled = false, dangerous = insecure_origins)]
#[get("/w")]
async fn fourth() -> impl Responder {
    "answered"
}

#[cors(origins = any, dangerous(insecure_origin), allow(max_age_caped, origin_path), preflight_status = "200")]
#[get("/v")]
async fn fifth() -> impl Responder {
    "answered"
}

#[cors(origins = any, crate = cors_runtime)]
#[get("/u")]
async fn sixth() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new()
        .service(first)
        .service(second)
        .service(third)
        .service(fourth)
        .service(fifth)
        .service(sixth);
}
