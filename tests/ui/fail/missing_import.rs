//! A route attribute that is not imported is reported where it stands.

use actix_web::{App, Responder};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"])]
#[put("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
