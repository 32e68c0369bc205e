//! What `from(...)` names is no static set: the compiler's own errors, at the path.

use actix_web::{App, Responder, get};
use cors_runtime::{OriginSet, cors};

static LIST: [&str; 1] = ["https://a.example"];
const CONSTANT: OriginSet = OriginSet::new();

fn function() -> OriginSet {
    OriginSet::new()
}

#[cors(origins = from(LIST))]
#[get("/a")]
async fn list() -> impl Responder {
    "answered"
}

#[cors(origins = from(function))]
#[get("/b")]
async fn from_function() -> impl Responder {
    "answered"
}

#[cors(origins = from(CONSTANT))]
#[get("/c")]
async fn constant() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(list).service(from_function).service(constant);
}
