//! One attribute with a dozen mistakes: a dozen errors, each on its own token, and the handler is still there.

use actix_web::{App, Responder, put};
use cors_runtime::cors;

#[cors(
    origins = [
        "https://a.example/",
        "https://B.example",
        "http://c.example:80",
        "*.d.example",
        "https://bücher.example",
        "https://*.github.io",
    ],
    methods = [PUT, patch, TRACE],
    headers = ["content type", "Cookie"],
    expose = ["Set-Cookie"],
    credentials,
    max_age = "soon",
    preflight_status = 302,
    alow(max_age_capped),
)]
#[put("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
