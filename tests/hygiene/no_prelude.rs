//! A module without the prelude: nothing is in scope that it does not import.

#![no_implicit_prelude]

use ::actix_web::web::ServiceConfig;
use ::actix_web::{Responder, put, routes};
use ::cors_runtime::{Policy, cors, policy};

static NAMED: Policy = policy! { origins = ["https://a.example"], credentials };

#[cors(
    origins = ["https://a.example", "https://*.c.example:*"],
    methods = [PUT],
    headers = ["x-name"],
    expose = ["x-name"],
    credentials,
    max_age = "10m"
)]
#[put("/literal")]
async fn literal() -> impl Responder {
    "answered"
}

#[cors(policy = NAMED, max_age = 6)]
#[put("/named")]
async fn named() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[routes]
#[put("/several")]
#[get("/other", name = "other")]
#[patch("/third")]
async fn several() -> impl Responder {
    "answered"
}

// Each warning is an item of its own.
#[cors(origins = ["https://a.example", "https://a.example"], allow(duplicate_entry))]
#[put("/warned")]
async fn warned() -> impl Responder {
    "answered"
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"], max_age = 1_728_000)]
#[put("/silenced")]
async fn silenced() -> impl Responder {
    "answered"
}

fn configure(config: &mut ServiceConfig) {
    config.service(literal).service(named).service(several).service(warned).service(silenced);
}

mod check {
    #[::actix_web::test]
    async fn without_the_prelude() {
        for path in ["/literal", "/named", "/warned", "/silenced"] {
            crate::answers::check(super::configure, "PUT", path).await;
        }
    }
}
