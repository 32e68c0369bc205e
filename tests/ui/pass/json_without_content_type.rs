//! `json_without_content_type` is silenced by `allow(json_without_content_type)` in the attribute, and by `#[allow(deprecated)]` on the item.

#![deny(warnings)]

use std::sync::LazyLock;

use actix_web::{App, Responder, put, scope, web};
use cors_runtime::{Policy, cors, policy};

#[cors(origins = ["https://a.example"], headers = ["x-name"], allow(json_without_content_type))]
#[put("/x/allowed")]
async fn first_allowed(body: web::Json<String>) -> impl Responder {
    body
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"], headers = ["x-name"])]
#[put("/x/above")]
async fn first_above(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(origins = ["https://a.example"], headers = ["x-name"])]
#[put("/x/below")]
#[allow(deprecated)]
async fn first_below(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(origins = ["https://a.example"], allow(json_without_content_type))]
#[put("/y/allowed")]
async fn second_allowed(body: web::Json<String>) -> impl Responder {
    body
}

#[allow(deprecated)]
#[cors(origins = ["https://a.example"])]
#[put("/y/above")]
async fn second_above(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(origins = ["https://a.example"])]
#[put("/y/below")]
#[allow(deprecated)]
async fn second_below(body: web::Json<String>) -> impl Responder {
    body
}

static NAMED: Policy = policy! { origins = ["https://a.example"], methods = [PUT], headers = ["x-name"] };

static WITH_JSON: Policy =
    policy! { origins = ["https://a.example"], methods = [PUT], headers = ["x-name", "Content-Type"] };

static LAZY: LazyLock<Policy> =
    LazyLock::new(|| Policy::builder().origins(["https://a.example"]).build().unwrap());

const CONTENT_TYPE: &str = "Content-Type";

#[cors(policy = NAMED, allow(json_without_content_type))]
#[put("/named/allowed")]
async fn named_allowed(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(policy = NAMED)]
#[put("/named/below")]
#[allow(deprecated)]
async fn named_below(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(policy = NAMED, headers = [CONTENT_TYPE])]
#[put("/replaced")]
async fn replaced(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(policy = WITH_JSON)]
#[put("/with")]
async fn with(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(policy = LAZY)]
#[put("/lazy")]
async fn lazy(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(policy = NAMED, allow(json_without_content_type))]
#[scope("/scoped")]
mod scoped {
    use actix_web::{Responder, put, web};

    #[put("/x")]
    pub async fn inside(body: web::Json<String>) -> impl Responder {
        body
    }
}

fn main() {
    let _ = App::new()
        .service(named_allowed)
        .service(named_below)
        .service(replaced)
        .service(with)
        .service(lazy)
        .service(scoped::inside)
        .service(first_allowed)
        .service(first_above)
        .service(first_below)
        .service(second_allowed)
        .service(second_above)
        .service(second_below);
}
