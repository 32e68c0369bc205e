//! Several route attributes on one function: `#[routes]` above them is meant, or one `#[route]`.

use actix_web::{App, Responder, get, head, route};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"])]
#[get("/x")]
#[put("/x", name = "write")]
async fn verbs() -> impl Responder {
    "answered"
}

/// Three are one mistake.
#[cors(origins = ["https://a.example"])]
#[head("/y")]
#[actix_web::get("/y")]
#[actix_web::post("/z")]
async fn three() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[route("/x", method = "GET", method = "PUT")]
#[get("/y")]
async fn route_and_verb() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[get("/z")]
#[actix_web::routes]
#[put("/z")]
async fn routes_below() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(verbs).service(three).service(route_and_verb).service(routes_below);
}
