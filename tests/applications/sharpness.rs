//! The comparison itself: an application that differs in one thing more than its decisions say is noticed, whatever that is.

use actix_cors::Cors as OtherCors;
use actix_web::App;
use cors_runtime::{Cors, Policy, PolicyBuilder};

use crate::case::{pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::things;
use crate::running::Running;

const APP: &str = "https://app.example";

async fn before() -> Running {
    let cors = OtherCors::default()
        .allowed_origin(APP)
        .allowed_methods(["GET", "POST", "PUT"])
        .allowed_headers(["content-type"])
        .expose_headers(["x-request-id"])
        .max_age(600);
    Running::start(App::new().configure(things("/things", "/things/{id}")).wrap(cors)).await
}

const DECISIONS: &[Decision] = &[
    GrantedIs204,
    RefusedIs403,
    RefusalVaries,
    UnlistedGetNothing,
    AnswersVaryByOriginAlone,
    OtherOptionsAreRequests,
];

async fn report(policy: PolicyBuilder, decisions: &'static [Decision]) -> Result<String, String> {
    let cors = Cors::new(policy.build().expect("a policy"));
    let app = App::new().configure(things("/things", "/things/{id}")).wrap(cors);
    let comparison = Comparison {
        name: "sharpness",
        before: before().await,
        after: Running::start(app).await,
        pages: pages(APP),
        requests: requests("/things", "/things/", "/things/7", None),
        programs: programs("/things", None),
        decisions,
    };
    comparison.report().await
}

#[actix_web::test]
async fn what_is_the_same_has_its_decisions() {
    let policy = Policy::builder().origins([APP]).methods(["GET", "POST", "PUT"]).max_age(600);
    let policy = policy.headers(["content-type"]).expose(["x-request-id"]);
    let report = report(policy, DECISIONS).await.expect("a decision for each difference");
    assert!(report.starts_with("may read"), "{report}");
}

const ONE_MORE: &[Decision] = &[
    GrantedIs204,
    RefusedIs403,
    RefusalVaries,
    UnlistedGetNothing,
    AnswersVaryByOriginAlone,
    OtherOptionsAreRequests,
    RejectionIs403,
];

#[actix_web::test]
async fn a_decision_that_nothing_needs_is_noticed() {
    let policy = Policy::builder().origins([APP]).methods(["GET", "POST", "PUT"]).max_age(600);
    let policy = policy.headers(["content-type"]).expose(["x-request-id"]);
    let problem = report(policy, ONE_MORE).await.unwrap_err();
    assert_eq!(problem, "decisions that explain nothing: [RejectionIs403]");
}

/// Each of these is a mistake that somebody who moves an application can make.
#[actix_web::test]
async fn each_other_policy_is_noticed() {
    const METHODS: [&str; 3] = ["GET", "POST", "PUT"];
    let all = || Policy::builder().headers(["content-type"]).expose(["x-request-id"]);
    let with = |origins: &[&str]| all().origins(origins.to_vec()).methods(METHODS).max_age(600);
    let bare = || Policy::builder().origins([APP]).methods(METHODS).max_age(600);
    let others: Vec<(&str, PolicyBuilder)> = vec![
        ("everybody", all().any_origin().methods(METHODS).max_age(600)),
        ("nobody of these", with(&["https://b.example"])),
        ("the plain scheme, too", with(&[APP, "http://app.example"])),
        ("another port, too", with(&["https://app.example:*"])),
        ("subdomains, too", with(&[APP, "https://*.app.example"])),
        ("sandboxed pages, too", with(&[APP, "null"]).dangerous_null_origin(true)),
        ("credentials", with(&[APP]).credentials(true)),
        ("another status", with(&[APP]).preflight_status(200)),
        ("refusals", with(&[APP]).reject_unlisted(true)),
        ("a method more", all().origins([APP]).methods(["GET", "PUT", "DELETE"]).max_age(600)),
        ("a method less", all().origins([APP]).methods(["GET", "POST"]).max_age(600)),
        ("any method", all().origins([APP]).any_method().max_age(600)),
        ("no maximum age", all().origins([APP]).methods(METHODS)),
        ("another maximum age", all().origins([APP]).methods(METHODS).max_age(60)),
        ("a header more", bare().headers(["content-type", "x-custom"]).expose(["x-request-id"])),
        ("no header", bare().expose(["x-request-id"])),
        ("any header", bare().any_header().expose(["x-request-id"])),
        ("nothing exposed", bare().headers(["content-type"])),
        ("anything exposed", bare().headers(["content-type"]).expose_any()),
    ];
    for (what, policy) in others {
        let noticed = report(policy, DECISIONS).await;
        assert!(noticed.is_err(), "{what}: {}", noticed.unwrap_or_default());
    }
}
