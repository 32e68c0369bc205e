//! `json_without_content_type`: a JSON body makes browsers ask for `content-type`.

#![deny(deprecated)]

use actix_web::{App, Responder, put, scope, web};
use cors_runtime::{Policy, cors, policy};

#[cors(origins = ["https://a.example"], headers = ["x-name"])]
#[put("/x")]
async fn first(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(origins = ["https://a.example"])]
#[put("/y")]
async fn second(body: web::Json<String>) -> impl Responder {
    body
}

static NAMED: Policy = policy! { origins = ["https://a.example"], methods = [PUT], headers = ["x-name"] };

#[cors(policy = NAMED)]
#[put("/named")]
async fn named(body: web::Json<String>) -> impl Responder {
    body
}

const NAME: &str = "x-name";

#[cors(origins = any, headers = [NAME])]
#[put("/constant")]
async fn constant(body: web::Json<String>) -> impl Responder {
    body
}

#[cors(policy = NAMED, max_age = 6)]
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
        .service(first)
        .service(second)
        .service(named)
        .service(constant)
        .service(scoped::inside);
}
