//! `any_extension_with_credentials`: every extension that a visitor has installed would act with the visitor's credentials.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "chrome-extension://*",
        "moz-extension://*",
        "safari-web-extension://*",
        "https://a.example",
    ],
    credentials
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
