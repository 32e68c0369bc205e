//! `origin_bad_ip`: an IP address is written as browsers serialise it.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[cors(
    origins = [
        "http://127.1",
        "http://256.0.0.1",
        "http://::1",
        "http://[0:0:0:0:0:0:0:1]",
        "http://[2001:DB8::1]:90",
        "http://[127.0.0.1]",
        "http://[::1",
        "http://10.0.0.1/16:*",
        "http://10.0.0.1/32",
        "http://0.0.0.0/0:*",
        "http://10.0.0.0/33",
        "http://10.0.0.0/08",
        "http://[fd00::]/8",
        "http://[FD00::/8]:*",
        "http://[::ffff:192.168.0.0/112]",
        "http://10.0.0.0:8080/8",
        "http://10/8",
        "tauri://10.0.0.0/8",
    ]
)]
#[get("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
