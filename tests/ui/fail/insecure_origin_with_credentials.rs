//! `insecure_origin_with_credentials`: whoever controls the network can speak for an origin without TLS.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "http://a.example",
        "http://192.168.0.1",
        "foo://abcdefghijklmnop",
        "http://172.16.0.0/12:*",
        "https://[fd00::/8]",
        "http://127.0.0.0/8:*",
        "http://localhost:3000",
        "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai",
        "tauri://localhost",
        "capacitor://app.example",
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
