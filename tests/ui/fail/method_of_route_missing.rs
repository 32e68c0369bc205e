//! `method_of_route_missing`: a policy covers the methods that its route serves.

use actix_web::{App, Responder, delete, put, route};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], methods = [DELETE])]
#[put("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], methods = ["x-a"])]
#[route("/y", method = "GET", method = "PUT", method = "PATCH")]
async fn second() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"], methods = [])]
#[delete("/z")]
async fn third() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second).service(third);
}
