//! Constants wherever a literal may stand.

#![deny(warnings)]

use std::sync::LazyLock;
use std::time::Duration;

use actix_web::{App, Responder, get, put, scope};
use cors_runtime::{Cors, Policy, cors, policy};

const FRONTEND: &str = "https://a.example";
const LOCAL: &str = "http://localhost:*";
const HTTP: &str = "http://a.example";
const NAME: &str = "x-name";
const AGE: u32 = 600;
const LONG_AGE: u64 = 700;
const TIME: Duration = Duration::from_secs(5);
const TEXT: &str = "10m";
const STATUS: u16 = 200;
const DELTE: &str = "DELETE";

mod config {
    pub static FRONTEND: &str = "https://b.example";

    pub struct Config;

    impl Config {
        pub const ORIGIN: &'static str = "https://c.example";
    }
}

#[cors(
    origins = [FRONTEND, LOCAL, "https://d.example", config::FRONTEND, config::Config::ORIGIN, concat!("https://", "e.example")],
    methods = [PUT, self::DELTE, "PURGE"],
    headers = [NAME, "content-type"],
    expose = [NAME],
    credentials,
    max_age = AGE,
    preflight_status = STATUS
)]
#[put("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = [HTTP], credentials, dangerous(insecure_origins), max_age = LONG_AGE)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

static NAMED: Policy = policy! { origins = env("X", default = [FRONTEND, HTTP]), max_age = TIME };

static LAZY: LazyLock<Policy> =
    LazyLock::new(|| Policy::builder().origins(["https://a.example"]).build().unwrap());

#[cors(policy = NAMED, origins = [FRONTEND], max_age = TEXT)]
#[get("/z")]
async fn third() -> impl Responder {
    "answered"
}

#[cors(policy = LAZY, headers = [NAME], credentials)]
#[put("/w")]
async fn fourth() -> impl Responder {
    "answered"
}

#[cors(policy = LAZY, headers = ["*", NAME], origins = [HTTP])]
#[scope("/scoped")]
mod scoped {
    use actix_web::{Responder, get};

    #[get("/x")]
    pub async fn inside() -> impl Responder {
        "answered"
    }
}

macro_rules! handler {
    ($name:ident, $origin:expr, $header:path, $age:ident) => {
        #[cors(origins = [$origin], headers = [$header], max_age = $age)]
        #[get("/m")]
        async fn $name() -> impl Responder {
            "answered"
        }
    };
}

handler!(generated, FRONTEND, self::NAME, AGE);

fn main() {
    #[cors(origins = [BELOW])]
    #[get("/below")]
    async fn below() -> impl Responder {
        "answered"
    }
    const BELOW: &str = "https://below.example";
    let local = policy! { origins = [BELOW], headers = [NAME] };
    let _ = App::new()
        .service(first)
        .service(second)
        .service(third)
        .service(fourth)
        .service(scoped::inside)
        .service(generated)
        .service(below)
        .wrap(Cors::new(&LAZY))
        .wrap(Cors::new(local));
}
