//! What is hardly as it was meant in a policy that was built or read: said once, when an application takes the policy.

use std::sync::{Arc, LazyLock};

use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, get};
use cors_runtime::{Cors, Policy, check_app, cors};
use tracing::Level;

use crate::{Said, said_while};

fn read(text: &str) -> Policy {
    serde_json::from_str(text).expect("a policy")
}

static IN_FILE: LazyLock<Policy> =
    LazyLock::new(|| read(r#"{"origins": "any", "headers": "any", "max_age": 90000}"#));

#[cors(policy = IN_FILE)]
#[get("/x")]
async fn annotated() -> impl Responder {
    HttpResponse::Ok()
}

/// Each event has one code, and what silences it.
#[track_caller]
fn assert_said(said: &[Said], expected: &[(&str, &str)]) {
    assert_eq!(said.len(), expected.len(), "{said:?}");
    for (said, (code, part)) in said.iter().zip(expected) {
        assert_eq!(said.level, Level::WARN);
        for part in [format!("[cors::{code}]"), (*part).to_owned()] {
            assert!(said.text.contains(&part), "{part} in {}", said.text);
        }
    }
}

#[actix_web::test]
async fn a_policy_that_each_worker_builds_anew_is_warned_of_once() {
    let said = said_while(async {
        for _ in 0..3 {
            let origins = ["https://a.example"; 5];
            let built = Policy::builder().origins(origins).any_header().max_age(90_000).build();
            init_service(App::new().wrap(Cors::new(built.expect("a policy")))).await;
        }
    })
    .await;
    assert_said(
        &said,
        &[
            ("max_age_capped", "note: `.allow([\"max_age_capped\"])` silences this warning"),
            (
                "authorization_not_covered",
                "help: write `.any_header_and_authorization()` if pages send tokens",
            ),
            ("duplicate_entry", "note: 3 more like it"),
        ],
    );
    assert!(
        said.iter().all(|said| said.text.contains("policy=tests/events/built.rs:")),
        "{said:?}"
    );
}

#[actix_web::test]
async fn a_policy_that_was_read_is_warned_of_where_a_route_starts_from_it() {
    let said = said_while(async {
        for _ in 0..3 {
            init_service(App::new().service(annotated)).await;
        }
    })
    .await;
    assert_said(
        &said,
        &[
            ("max_age_capped", "note: `\"max_age_capped\"` in `allow` silences this warning"),
            (
                "authorization_not_covered",
                r#"help: write `["*", "authorization"]` if pages send tokens"#,
            ),
        ],
    );
}

/// All files have the same place; each policy is warned of all the same.
#[actix_web::test]
async fn one_file_does_not_silence_another() {
    let policies = [(); 2].map(|()| Arc::new(read(r#"{"origins": "any", "headers": "any"}"#)));
    let said = said_while(async {
        for policy in policies.iter().chain(&policies) {
            let policy = policy.clone();
            let checked = check_app(move || App::new().wrap(Cors::new(policy))).await;
            assert!(checked.is_ok(), "{checked:?}");
        }
    })
    .await;
    assert_eq!(said.len(), 2, "{said:?}");
}

#[actix_web::test]
async fn what_is_silenced_is_no_event() {
    let said = said_while(async {
        let built =
            Policy::builder().any_origin().any_header().allow(["authorization_not_covered"]);
        init_service(App::new().wrap(Cors::new(built.build().expect("a policy")))).await;
        let file = r#"{"origins": "*", "headers": "*", "allow": ["authorization_not_covered"]}"#;
        init_service(App::new().wrap(Cors::new(read(file)))).await;
    })
    .await;
    assert!(said.is_empty(), "{said:?}");
}
