//! The counting-allocator suite: how many times the heap is asked for memory while real applications answer, with a policy
//! around the handler and without. The numbers are equal, not close: deciding and applying allocate nothing. Only where actix-web
//! boxes a future of ours, the box may be smaller than the one it is compared with.
#![allow(unsafe_code)] // an allocator cannot be written without it; this one only counts and passes on

mod annotated;
mod answering;
mod counting;
mod lists;
mod live;
mod refusals;
mod resolver;
mod table;

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::test::init_service;
use actix_web::{App, Error, HttpResponse, web};
use cors_runtime::{Cors, Policy, PolicyBuilder};
use cors_tests::Ask;

use crate::answering::Answering;
use crate::counting::Counts;

/// Rounds until the pools of actix-web hold what one request needs.
const WARM_UP: usize = 32;
const ROUNDS: usize = 32;

fn policy() -> PolicyBuilder {
    without_lists().methods(["PUT"]).headers(["name", "x-trace"])
}

fn without_lists() -> PolicyBuilder {
    Policy::builder()
        .origins([
            "https://a.example",
            "https://c.example",
            "https://*.b.example",
            "http://localhost:*",
        ])
        .expose(["name"])
        .credentials(true)
        .max_age(6)
}

async fn handler() -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// What one warm application takes from the heap for one request, from its arrival to the end of the response.
async fn measure<S, B>(app: &S, ask: &Ask, status: u16) -> Counts
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let mut counts = Vec::new();
    for round in 0..WARM_UP + ROUNDS {
        let request = ask.request().to_request();
        let before = Counts::now();
        let response = app.call(request).await.expect("a response");
        let answered = response.status().as_u16();
        drop(response);
        let taken = Counts::now().since(before);
        assert_eq!(answered, status, "{ask:?}");
        if round >= WARM_UP {
            counts.push(taken);
        }
    }
    assert!(counts.iter().all(|own| *own == counts[0]), "warm rounds are alike: {counts:?}");
    counts[0]
}

/// actix-web puts the future of a wrapped resource into a box: one of the size of the middleware's own. So the calls are the
/// same, and the bytes no more.
fn assert_as_boxed(taken: Counts, floor: Counts, ask: &Ask) {
    assert_eq!(taken.calls, floor.calls, "resource: {ask:?}");
    assert!(taken.bytes <= floor.bytes, "resource: {ask:?}: {taken:?}, {floor:?}");
}

/// Around the application and around the resource: with a policy as without.
async fn same_as_without(policy: PolicyBuilder, ask: &Ask) {
    let policy = Arc::new(policy.build().unwrap());
    let resource = || web::resource("/").to(handler);

    let bare = init_service(App::new().service(resource())).await;
    let covered =
        init_service(App::new().service(resource()).wrap(Cors::new(policy.clone()))).await;
    assert_eq!(measure(&covered, ask, 200).await, measure(&bare, ask, 200).await, "app: {ask:?}");

    // actix-web itself allocates for a wrapped resource, whatever it is wrapped in.
    let bare = init_service(App::new().service(resource().wrap(Answering::nothing()))).await;
    let covered = init_service(App::new().service(resource().wrap(Cors::new(policy)))).await;
    assert_as_boxed(measure(&covered, ask, 200).await, measure(&bare, ask, 200).await, ask);
}

/// Around the application and around the resource: an answer of the policy takes what any empty answer takes.
async fn same_as_an_empty_answer(policy: PolicyBuilder, ask: &Ask, status: u16) {
    let policy = Arc::new(policy.build().unwrap());
    let resource = || web::resource("/").to(handler);
    let empty = || Answering::with(status);

    let bare = init_service(App::new().service(resource()).wrap(empty())).await;
    let covered =
        init_service(App::new().service(resource()).wrap(Cors::new(policy.clone()))).await;
    assert_eq!(
        measure(&covered, ask, status).await,
        measure(&bare, ask, status).await,
        "app: {ask:?}"
    );

    let bare = init_service(App::new().service(resource().wrap(empty()))).await;
    let covered = init_service(App::new().service(resource().wrap(Cors::new(policy)))).await;
    assert_as_boxed(measure(&covered, ask, status).await, measure(&bare, ask, status).await, ask);
}

#[actix_web::test]
async fn the_allocator_counts() {
    let before = Counts::now();
    let boxed = std::hint::black_box(Box::new(1_u64));
    assert_eq!(Counts::now().since(before), Counts { calls: 1, bytes: 8 });
    drop(boxed);
    let app = init_service(App::new().service(web::resource("/").to(handler))).await;
    assert!(measure(&app, &Ask::new("GET"), 200).await.calls > 0, "routing takes something");
}

#[actix_web::test]
async fn an_event_that_nobody_hears() {
    // A policy of this test alone, asked fewer times than the limit of events lets through.
    let policy = Policy::builder().origins(["https://a.example"]).build().unwrap();
    let app = App::new().service(web::resource("/").to(handler)).wrap(Cors::new(policy));
    let app = init_service(app).await;
    let warm = measure(&app, &Ask::new("GET"), 200).await;
    // The first refusal of a kind makes the name of its counter (feature `metrics`).
    let first = Ask::from("https://evil.example").request().to_request();
    drop(app.call(first).await.expect("a response"));
    for _ in 0..5 {
        let request = Ask::from("https://evil.example").request().to_request();
        let before = Counts::now();
        drop(app.call(request).await.expect("a response"));
        assert_eq!(Counts::now().since(before), warm);
    }
}

#[actix_web::test]
async fn an_actual_request_without_origin() {
    same_as_without(policy(), &Ask::new("GET")).await;
}

#[actix_web::test]
async fn an_actual_request_from_a_listed_origin() {
    same_as_without(policy(), &Ask::from("https://c.example")).await;
}

#[actix_web::test]
async fn an_actual_request_from_an_origin_of_a_family() {
    for origin in ["https://x.y.b.example", "http://localhost:65535"] {
        same_as_without(policy(), &Ask::from(origin)).await;
    }
}

#[actix_web::test]
async fn an_actual_request_from_an_unlisted_origin() {
    for origin in ["https://evil.example", "null", "", "https://x.b.example/"] {
        same_as_without(policy(), &Ask::from(origin)).await;
    }
    same_as_without(policy(), &Ask::from("x".repeat(64 * 1024))).await;
    same_as_without(policy(), &Ask::from("https://c.example").line("Origin", "https://c.example"))
        .await;
}

#[actix_web::test]
async fn an_actual_request_to_a_policy_for_everybody() {
    let public = || Policy::builder().any_origin().expose_any();
    same_as_without(public(), &Ask::new("GET")).await;
    same_as_without(public(), &Ask::from("https://any.example")).await;
}

#[actix_web::test]
async fn a_same_origin_request_past_reject_unlisted() {
    let ask = Ask::from("http://api.example").line("Host", "api.example");
    same_as_without(policy().reject_unlisted(true), &ask).await;
    let ask = Ask::from("http://api.example").line("Sec-Fetch-Site", "same-origin");
    same_as_without(policy().reject_unlisted(true), &ask).await;
}

#[actix_web::test]
async fn many_origins_cost_no_more() {
    let many = (0..1000).map(|n| format!("https://host-{n}.example"));
    let many = many.chain((0..100).map(|n| format!("https://*.family-{n}.example")));
    let many = Policy::builder().origins(many).credentials(true);
    same_as_without(many.clone(), &Ask::from("https://host-999.example")).await;
    same_as_without(many.clone(), &Ask::from("https://x.family-99.example")).await;
    same_as_without(many, &Ask::from("https://x.family-100.example")).await;
}

/// In a list and in a set: networks, the extensions of browsers, and what is all but covered.
#[actix_web::test]
async fn networks_and_extensions_cost_no_more() {
    let texts = || {
        let networks = (0..100).map(|n| format!("http://10.{n}.0.0/16:*"));
        let lengths = (9..30).map(|n| format!("http://11.0.0.0/{n}"));
        let others = ["http://[fd00::/8]:*", "moz-extension://*"].map(str::to_owned);
        networks.chain(lengths).chain(others)
    };
    let set = Arc::new(cors_runtime::OriginSet::new());
    set.replace(texts()).unwrap();
    for policy in [Policy::builder().origins(texts()), Policy::builder().origin_set(set)] {
        for origin in [
            "http://10.99.1.2:8080",
            "http://10.100.1.2:8080",
            "http://[fd12::1]:81",
            "http://[fe80::1]:81",
            "moz-extension://11111111-2222-3333-4444-555555555555",
            "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai",
        ] {
            same_as_without(policy.clone(), &Ask::from(origin)).await;
        }
    }
}

#[actix_web::test]
async fn a_granted_preflight() {
    let preflight = || Ask::preflight("https://a.example", "PUT");
    for ask in [
        preflight(),
        preflight().headers("name"),
        preflight().headers("X-Trace, NAME").headers("name"),
        Ask::preflight("https://x.b.example", "GET").headers("name"),
    ] {
        same_as_an_empty_answer(policy(), &ask, 204).await;
    }
}

#[actix_web::test]
async fn a_granted_preflight_that_is_mirrored() {
    let mirroring = without_lists().any_method().any_header();
    let ask = Ask::preflight("https://x.b.example", "CHICKEN").headers("x-a,x-b");
    same_as_an_empty_answer(mirroring, &ask, 204).await;
}

#[actix_web::test]
async fn a_refused_preflight() {
    let preflight = || Ask::preflight("https://a.example", "PUT");
    for ask in [
        Ask::preflight("https://evil.example", "PUT"),
        Ask::preflight("https://a.example", "PATCH"),
        preflight().headers("other"),
        preflight().headers("name,".repeat(64 * 1024 / 5)),
        preflight().headers(",".repeat(64 * 1024)),
        preflight().headers("na me"),
    ] {
        same_as_an_empty_answer(policy(), &ask, 403).await;
    }
}

#[actix_web::test]
async fn a_rejected_request() {
    same_as_an_empty_answer(
        policy().reject_unlisted(true),
        &Ask::from("https://evil.example"),
        403,
    )
    .await;
}
