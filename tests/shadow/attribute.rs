//! `shadow = NEXT` on a handler and on a module.

use std::sync::LazyLock;

use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, delete, get, put, routes, scope};
use cors_runtime::{Cors, LivePolicy, Policy, ShadowComparison, cors, policy, shadow_report};
use cors_tests::{Answer, Ask};

use crate::support::{alone, values};

static OPEN: Policy = policy! { origins = any, headers = any, allow(authorization_not_covered) };
static NEXT: Policy = policy! { origins = ["https://a.example"] };
static LAZY: LazyLock<Policy> =
    LazyLock::new(|| Policy::builder().origins(["https://b.example"]).build().unwrap());
static LIVE: LivePolicy = LivePolicy::new();

#[cors(origins = any, shadow = NEXT)]
#[put("/own")]
async fn own() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(policy = OPEN, max_age = 5, shadow = LAZY)]
#[get("/over")]
async fn over() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(origins = any, shadow = LIVE)]
#[routes]
#[get("/one")]
#[put("/two")]
async fn several() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(policy = OPEN, shadow = NEXT)]
#[scope("/in")]
mod inside {
    use super::{HttpResponse, cors, delete, get};

    #[delete("/x")]
    pub(super) async fn shadowed() -> HttpResponse {
        HttpResponse::Ok().finish()
    }

    #[cors(origins = any)]
    #[get("/y")]
    pub(super) async fn plain() -> HttpResponse {
        HttpResponse::Ok().finish()
    }
}

async fn found(handler: &str, asks: &[Ask]) -> (Vec<Answer>, Option<ShadowComparison>) {
    let app = App::new().service(own).service(over).service(several).service(inside::shadowed);
    let app = init_service(app.service(inside::plain).wrap(Cors::default())).await;
    let mut answers = Vec::new();
    for ask in asks {
        let result = app.call(ask.request().to_request()).await;
        answers.push(Answer::of(result.map(ServiceResponse::map_into_boxed_body), 0).await);
    }
    let report = shadow_report();
    let name = format!("`{handler}`");
    (answers, report.policies().find(|pair| pair.now().starts_with(&name)).cloned())
}

#[actix_web::test]
async fn a_handler_has_a_shadow() {
    let _alone = alone().await;
    let asks = [
        Ask::preflight("https://b.example", "PUT").at("/own"),
        Ask::from("https://c.example").method("PUT").at("/own"),
        Ask::from("https://a.example").method("PUT").at("/own"),
        // The route serves no DELETE, whatever a policy says.
        Ask::preflight("https://b.example", "DELETE").at("/own"),
    ];
    let (answers, found) = found("own", &asks).await;
    assert_eq!(
        answers.iter().map(|answer| answer.status).collect::<Vec<_>>(),
        [204, 200, 200, 403]
    );
    let found = found.expect("a comparison");
    assert!(found.next().ends_with("attribute.rs:14"), "{}", found.next());
    let lost = found.only_now();
    assert_eq!(values(lost.origins()), ["https://b.example", "https://c.example"]);
    // The shadow names no methods, so it grants what the route serves.
    assert!(lost.methods().is_empty());
    assert_eq!(found.only_next().requests(), 0);
}

#[actix_web::test]
async fn over_a_named_policy_and_beside_a_lazy_one() {
    let _alone = alone().await;
    let asks =
        ["https://a.example", "https://b.example"].map(|origin| Ask::from(origin).at("/over"));
    let (answers, found) = found("over", &asks).await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.value("access-control-allow-origin").as_deref() == Some("*"))
    );
    assert_eq!(values(found.expect("a comparison").only_now().origins()), ["https://a.example"]);
}

#[actix_web::test]
async fn several_routes_of_one_handler_share_it() {
    let _alone = alone().await;
    let asks = [
        Ask::from("https://a.example").at("/one"),
        Ask::preflight("https://a.example", "PUT").at("/two"),
    ];
    let (_, found) = found("several", &asks).await;
    // A live policy that has not been set lets nobody in.
    let found = found.expect("a comparison");
    assert_eq!(values(found.only_now().origins()), ["https://a.example"]);
    assert_eq!(found.only_now().origins()[0].requests(), 2);
}

#[actix_web::test]
async fn a_module_has_it_for_its_handlers_and_not_for_those_with_their_own_policy() {
    let _alone = alone().await;
    let asks = [
        Ask::preflight("https://b.example", "DELETE").at("/in/x"),
        Ask::from("https://b.example").at("/in/y"),
    ];
    let (answers, shadowed) = found("shadowed", &asks).await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.value("access-control-allow-origin").as_deref() == Some("*"))
    );
    assert_eq!(values(shadowed.expect("a comparison").only_now().origins()), ["https://b.example"]);
    assert!(found("plain", &[]).await.1.is_none());
}
