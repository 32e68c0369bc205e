//! Constants that are no networks, or may not have credentials.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

const HOST_BITS: &str = "http://10.0.0.1/16:*";
const OUTSIDE: &str = "http://[fd00::]/8";
const NETWORK: &str = "https://10.0.0.0/8";
const LOOPBACK: &str = "http://127.0.0.0/8:*";
const FIREFOX: &str = "moz-extension://*";
const WITH_PORT: &str = "moz-extension://*:8080";
const APP: &str = "tauri://index";

#[cors(origins = [HOST_BITS, OUTSIDE, WITH_PORT, FIREFOX, NETWORK])]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = [NETWORK, LOOPBACK, FIREFOX, APP], credentials)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second);
}
