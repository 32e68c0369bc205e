//! Constants in `origins`: each is refused where it stands, by its name and its value.

use actix_web::{App, Responder, get, put};
use cors_runtime::{Cors, Policy, cors, policy};

const SLASH: &str = "https://a.example/";
const EVERYBODY: &str = "*";
const ANY: &str = "any";
const NULL: &str = "null";
const EMPTY: &str = "";
const CONTROL: &str = "https://a.example\r\nX: y";
const UPPER: &str = "https://A.example";
const HTTP: &str = "http://a.example";
const OTHER: &str = "https://b.example";

mod config {
    pub const PORT: &str = "https://a.example:443";

    pub struct Config;

    impl Config {
        pub const ORIGIN: &'static str = "https://a.*.example";
    }
}

#[cors(origins = [SLASH, "https://ok.example", EVERYBODY, ANY, NULL, EMPTY, CONTROL])]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = [UPPER, config::PORT, self::config::Config::ORIGIN, env!("CARGO_PKG_NAME"), concat!("https://", "a b")])]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

#[cors(origins = ["*", OTHER])]
#[get("/z")]
async fn third() -> impl Responder {
    "answered"
}

#[cors(origins = [HTTP, OTHER], credentials)]
#[get("/w")]
async fn fourth() -> impl Responder {
    "answered"
}

#[cors(origins = env("APP_ORIGINS", default = [OTHER, SLASH]))]
#[get("/v")]
async fn fifth() -> impl Responder {
    "answered"
}

static NAMED: Policy = policy! { origins = [OTHER, NULL], methods = [PUT] };

static PLAIN: Policy = policy! { origins = [HTTP], methods = [PUT] };

#[cors(policy = PLAIN, credentials)]
#[put("/u")]
async fn sixth() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new()
        .service(first)
        .service(second)
        .service(third)
        .service(fourth)
        .service(fifth)
        .service(sixth)
        .wrap(Cors::new(&NAMED));
}
