//! A route attribute that actix-web refuses is actix-web's to explain; our own mistakes are said beside it.

use actix_web::{App, Responder, get, route};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"])]
#[get]
async fn no_path() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example/"])]
#[route("/y")]
async fn no_method() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new();
}
