//! Every key in every form, and all of them at once.

#![deny(warnings)]

use actix_web::{App, Responder, get, put};
use cors_runtime::{OriginSet, cors};

static TENANTS: OriginSet = OriginSet::new();

#[cors(
    origins = ["https://a.example", "https://*.b.example:*", "http://localhost:3000", "http://[::1]:*"],
    methods = [PUT, "PURGE", Delete],
    headers = ["content-type", "X-Name", "authorization"],
    expose = ["name", "X-Request-Id"],
    credentials = true,
    max_age = "10m",
    reject_unlisted,
    preflight_status = 200,
    crate = ::cors_runtime,
)]
#[put("/all")]
async fn all() -> impl Responder {
    "answered"
}

#[cors(
    origins = any,
    methods = any,
    headers = any,
    expose = any,
    credentials = false,
    max_age = 0,
    allow(authorization_not_covered)
)]
#[get("/any")]
async fn any() -> impl Responder {
    "answered"
}

#[cors(origins = ["*"], headers = ["*", "authorization"], reject_unlisted = false, max_age = "2h")]
#[get("/stars")]
async fn stars() -> impl Responder {
    "answered"
}

#[cors(
    origins = ["http://a.example", "https://*.github.io", "null"],
    credentials,
    dangerous(insecure_origins, public_suffixes, null_origin)
)]
#[get("/dangerous")]
async fn dangerous() -> impl Responder {
    "answered"
}

#[cors(disabled)]
#[get("/disabled")]
async fn disabled() -> impl Responder {
    "answered"
}

#[cors(credentials, origins = ["app://shell", "https://xn--bcher-kva.example"], dangerous(insecure_origins))]
#[get("/order")]
async fn order() -> impl Responder {
    "answered"
}

#[cors(origins = [r"https://a.example", r#"https://b.example"#], max_age = 1_0, preflight_status = 0xC8)]
#[get("/literals")]
async fn literals() -> impl Responder {
    "answered"
}

#[cors(origins = env("APP_ORIGINS"), credentials)]
#[get("/env")]
async fn env() -> impl Responder {
    "answered"
}

#[cors(origins = env("APP_ORIGINS", default = ["http://localhost:3000"]))]
#[get("/default")]
async fn env_or_default() -> impl Responder {
    "answered"
}

#[cors(origins = from(TENANTS))]
#[get("/set")]
async fn set() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new()
        .service(all)
        .service(any)
        .service(stars)
        .service(dangerous)
        .service(disabled)
        .service(order)
        .service(literals)
        .service(env)
        .service(env_or_default)
        .service(set);
}
