//! Networks, extensions and schemes of applications, as literals and as constants.

#![deny(warnings)]

use actix_web::{App, Responder, get};
use cors_runtime::{Policy, cors, policy};

const NETWORK: &str = "http://[fd00::/8]:*";
const FIREFOX: &str = "moz-extension://*";
const APP: &str = "tauri://index";

static BASE: Policy = policy! { origins = ["moz-extension://*", "http://10.0.0.0/8"] };
static CONSTANTS: Policy = policy! { origins = [NETWORK, FIREFOX, APP, "http://10.0.0.0/8", "chrome-extension://*"] };

#[cors(origins = [
    "http://192.168.0.0/16:*", "https://10.0.0.0/8", "http://[2001:db8::/32]:8080",
    "moz-extension://*", "chrome-extension://*", "safari-web-extension://*",
])]
#[get("/literals")]
async fn literals() -> impl Responder {
    "answered"
}

#[cors(
    origins = ["tauri://index", "capacitor://a", "ionic://a", "moz-extension://11111111-2222-3333-4444-555555555555"],
    credentials
)]
#[get("/programs")]
async fn programs() -> impl Responder {
    "answered"
}

#[cors(
    origins = ["http://127.0.0.0/8:*", "moz-extension://*"],
    credentials,
    dangerous(insecure_origins, any_extension)
)]
#[get("/dangerous")]
async fn dangerous() -> impl Responder {
    "answered"
}

#[cors(origins = [NETWORK, FIREFOX, APP], credentials, dangerous(insecure_origins, any_extension))]
#[get("/constants")]
async fn constants() -> impl Responder {
    "answered"
}

#[cors(policy = BASE, credentials, dangerous(insecure_origins, any_extension))]
#[get("/overlay")]
async fn overlay() -> impl Responder {
    "answered"
}

#[cors(policy = CONSTANTS, max_age = 6)]
#[get("/overlay-of-constants")]
async fn overlay_of_constants() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new()
        .service(literals)
        .service(programs)
        .service(dangerous)
        .service(constants)
        .service(overlay)
        .service(overlay_of_constants);
}
