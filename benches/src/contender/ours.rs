//! What this repository is about, in the three ways to use it.

use std::sync::Arc;

use actix_web::{App, HttpResponse, get, put};
use cors_runtime::{Cors, Policy, cors, policy};

use super::{Ready, actix, bare};
use crate::scenario::Scenario;

static POLICY: Policy = policy! {
    origins = ["https://app-9999999.example"],
    methods = [GET, PUT],
    headers = ["content-type", "x-name"],
    expose = ["x-name"],
    credentials,
    max_age = 6,
};

#[cors(policy = POLICY)]
#[get("/data")]
async fn read() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(policy = POLICY)]
#[put("/data")]
async fn write() -> HttpResponse {
    HttpResponse::Ok().finish()
}

pub(crate) fn route(scenario: &Scenario) -> Box<dyn Ready> {
    actix::ready(|| App::new().service(read).service(write), scenario)
}

pub(crate) fn route_and_middleware(scenario: &Scenario) -> Box<dyn Ready> {
    actix::ready(|| App::new().service(read).service(write).wrap(Cors::default()), scenario)
}

/// The policy of the constant, or one with as many origins as the scenario wants.
pub(crate) fn middleware(scenario: &Scenario) -> Box<dyn Ready> {
    let policy = (scenario.origins > 1).then(|| Arc::new(built(scenario)));
    let app = move || {
        let cors = policy.clone().map_or_else(|| Cors::new(&POLICY), Cors::new);
        App::new().service(bare::read).service(bare::write).wrap(cors)
    };
    actix::ready(app, scenario)
}

/// What stands beside in [`shadowed`]: another list, which holds the same page.
static NEXT: Policy = policy! {
    origins = ["https://app-9999999.example", "https://other.example"],
    methods = [GET, PUT],
    headers = ["content-type", "x-name"],
    credentials,
};

/// With a second policy beside, which has nothing to object.
pub(crate) fn shadowed(scenario: &Scenario) -> Box<dyn Ready> {
    let cors = || Cors::new(&POLICY).shadow(&NEXT);
    let app = move || App::new().service(bare::read).service(bare::write).wrap(cors());
    actix::ready(app, scenario)
}

fn built(scenario: &Scenario) -> Policy {
    Policy::builder()
        .origins(scenario.origins())
        .methods(["GET", "PUT"])
        .headers(["content-type", "x-name"])
        .expose(["x-name"])
        .credentials(true)
        .max_age(6)
        .build()
        .expect("a valid policy")
}
