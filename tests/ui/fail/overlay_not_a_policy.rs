//! A path that is no policy is the compiler's own error, at the path.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

static NUMBER: usize = 1;

#[cors(policy = NUMBER)]
#[get("/x")]
async fn wrong_type() -> impl Responder {
    "answered"
}

#[cors(policy = MISSING)]
#[get("/y")]
async fn missing() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(wrong_type).service(missing);
}
