//! `json_without_content_type`: a JSON body makes browsers ask for `content-type`.

#![deny(deprecated)]

use actix_web::{App, Responder, put, web};
use cors_runtime::cors;

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

fn main() {
    let _ = App::new().service(first).service(second);
}
