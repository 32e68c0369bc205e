//! Policies that say something else, an application with two of them, and what the report says about these two.

use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::test::init_service;
use actix_web::{App, web};
use cors_runtime::{Cors, Policy, PolicyRef, ShadowComparison, ValueSeen, shadow_report};
use cors_tests::{Answer, Ask, Spy};
use tokio::sync::{Mutex, MutexGuard};

/// The report is that of the process, so one test writes into it at a time.
pub(crate) async fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::const_new(());
    ALONE.lock().await
}

/// Asks an application with `Cors` around it.
pub(crate) async fn ask_through(cors: Cors, asks: &[Ask]) -> Vec<Answer> {
    let spy = Spy::new();
    let app = App::new().service(web::resource("/").route(spy.route())).wrap(cors);
    let app = init_service(app).await;
    let mut answers = Vec::new();
    for ask in asks {
        let runs = spy.runs();
        let result = app.call(ask.request().to_request()).await;
        let result = result.map(ServiceResponse::map_into_boxed_body);
        answers.push(Answer::of(result, spy.runs() - runs).await);
    }
    answers
}

/// What the report says about a policy and its shadow, both built for this, after these requests.
pub(crate) async fn compared(
    now: impl Into<PolicyRef>,
    next: impl Into<PolicyRef>,
    asks: &[Ask],
) -> ShadowComparison {
    ask_through(Cors::new(now).shadow(next), asks).await;
    let report = shadow_report();
    report.policies().last().expect("the pair").clone()
}

/// The values alone, in their order.
pub(crate) fn values(seen: &[ValueSeen]) -> Vec<&str> {
    seen.iter().map(ValueSeen::value).collect()
}

pub(crate) fn everybody() -> Policy {
    Policy::builder().any_origin().any_method().any_header_and_authorization().build().unwrap()
}

pub(crate) fn listed(origins: &[&str]) -> Policy {
    let origins = origins.iter().copied();
    Policy::builder().origins(origins).methods(["PUT"]).headers(["x-name"]).build().unwrap()
}
