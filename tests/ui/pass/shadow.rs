//! `shadow` names any kind of policy, above a handler and above a module, with every other key that enforces something.

use std::sync::LazyLock;

use actix_web::{HttpResponse, get, routes, scope};
use cors_runtime::{Cors, LivePolicy, Policy, cors, policy};

static NOW: Policy = policy! { origins = any };
static NEXT: Policy = policy! { origins = ["https://a.example"], credentials };
static LAZY: LazyLock<Policy> = LazyLock::new(Policy::disabled);
static LIVE: LivePolicy = LivePolicy::new();

#[cors(origins = any, shadow = NEXT)]
#[get("/a")]
async fn own() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(policy = LIVE, max_age = 5, shadow = self::LAZY)]
#[routes]
#[get("/b")]
#[put("/c")]
async fn over() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(policy = NOW, reject_unlisted, shadow = LIVE)]
#[scope("/x")]
mod inside {
    use actix_web::{HttpResponse, get};

    #[get("/d")]
    pub(super) async fn handler() -> HttpResponse {
        HttpResponse::Ok().finish()
    }
}

fn main() {
    let _ = actix_web::App::new()
        .service(own)
        .service(over)
        .service(inside::handler)
        .wrap(Cors::new(&NOW).shadow(&NEXT));
}
