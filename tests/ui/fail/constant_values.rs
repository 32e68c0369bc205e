//! Constants in `max_age` and `preflight_status`.

use std::time::Duration;

use actix_web::{App, Responder, get, web};
use cors_runtime::{Cors, Policy, cors, policy};

const NEGATIVE: i32 = -5;
const LONG: u64 = 4_000_000_000_000;
const SOON: &str = "soon";
const AGES: Duration = Duration::from_secs(3_000_000_000);
const REDIRECT: u16 = 302;

#[cors(origins = any, max_age = NEGATIVE, preflight_status = REDIRECT)]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = any, max_age = LONG)]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

static SOON_ENOUGH: Policy = policy! { origins = any, max_age = SOON };
static FOR_AGES: Policy = policy! { origins = any, max_age = self::AGES };

fn main() {
    let _ = App::new()
        .service(first)
        .service(second)
        .service(web::scope("/soon").wrap(Cors::new(&SOON_ENOUGH)))
        .wrap(Cors::new(&FOR_AGES));
}
