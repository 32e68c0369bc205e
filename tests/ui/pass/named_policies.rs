//! `policy!`, and attributes that start from a named policy.

#![deny(warnings)]

use actix_web::{App, Responder, delete, get, put, web};
use cors_runtime::{Cors, Policy, cors, policy};

static PUBLIC: Policy = policy! { origins = any };

static PARTNERS: Policy = policy! {
    origins = ["https://*.partner.example"],
    methods = [GET, PUT, DELETE],
    headers = ["content-type"],
};

const CONSTANT: Policy = policy! { origins = ["https://a.example"], credentials };

mod policies {
    use cors_runtime::{Policy, policy};

    pub static INNER: Policy = policy! { origins = ["https://a.example"], max_age = 6 };
}

#[cors(policy = PUBLIC)]
#[get("/public")]
async fn public() -> impl Responder {
    "answered"
}

#[cors(policy = PARTNERS, max_age = 600)]
#[put("/partners")]
async fn partners() -> impl Responder {
    "answered"
}

#[cors(policy = CONSTANT, credentials = false, origins = any)]
#[get("/constant")]
async fn constant() -> impl Responder {
    "answered"
}

#[cors(policy = self::policies::INNER, methods = [PUT], expose = any)]
#[put("/inner")]
async fn inner() -> impl Responder {
    "answered"
}

#[cors(policy = PUBLIC, origins = ["http://a.example"], credentials, dangerous(insecure_origins))]
#[delete("/dangerous")]
async fn dangerous() -> impl Responder {
    "answered"
}

fn main() {
    let local: &'static Policy = &CONSTANT;
    let _ = App::new()
        .service(public)
        .service(partners)
        .service(constant)
        .service(inner)
        .service(dangerous)
        .service(web::scope("/rest").wrap(Cors::new(local)))
        .wrap(Cors::new(&PARTNERS));
}
