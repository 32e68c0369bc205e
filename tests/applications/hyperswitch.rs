//! Hyperswitch, a payment router: listed origins with credentials, or any without; every header of a request, and every header
//! of an answer.
//!
//! TOML, section `cors`; `origins` and `allowed_methods` are texts with commas. From `crates/router/src/cors.rs`,
//! `crates/router/src/configs/settings.rs` and `config/config.example.toml` of juspay/hyperswitch.

use std::sync::Arc;

use actix_cors::Cors as OtherCors;
use actix_web::App;
use actix_web::middleware::from_fn;
use cors_runtime::{Cors, Issue, Policy, PolicyError};
use serde::{Deserialize, Deserializer};

use crate::case::{Key, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::{authenticate, things};
use crate::running::Running;

const FILE: &str = r#"
    [cors]
    max_age = 30
    origins = "http://localhost:8080"
    allowed_methods = "GET,POST,PUT,DELETE"
    wildcard_origin = false
"#;

#[derive(Deserialize)]
struct File {
    cors: Settings,
}

#[derive(Deserialize)]
struct Settings {
    #[serde(default, deserialize_with = "split")]
    origins: Vec<String>,
    #[serde(default)]
    wildcard_origin: bool,
    max_age: u32,
    #[serde(deserialize_with = "split")]
    allowed_methods: Vec<String>,
}

fn split<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(text.split(',').map(|part| part.trim().to_owned()).collect())
}

fn read(file: &str) -> Settings {
    toml::from_str::<File>(file).expect("the settings").cors
}

const KEY: Key = ("api-key", "7");
const LIST: &str = "/payments";
const ITEM: &str = "/payments/{id}";

async fn before(settings: &Settings) -> Running {
    let mut cors = OtherCors::default()
        .allowed_methods(settings.allowed_methods.iter().map(String::as_str))
        .allow_any_header()
        .expose_any_header()
        .max_age(settings.max_age as usize);
    if settings.wildcard_origin {
        cors = cors.allow_any_origin();
    } else {
        cors = settings.origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin));
        cors = cors.supports_credentials();
    }
    let app = App::new()
        .configure(things(LIST, ITEM))
        .wrap(from_fn(|request, next| authenticate(KEY, request, next)))
        .wrap(cors);
    Running::start(app).await
}

fn policy(settings: &Settings) -> Result<Policy, PolicyError> {
    let policy = Policy::builder().methods(&settings.allowed_methods).max_age(settings.max_age);
    if settings.wildcard_origin {
        return policy.any_origin().any_header_and_authorization().expose_any().build();
    }
    policy
        .origins(&settings.origins)
        .credentials(true)
        .any_header()
        // What its dashboard reads.
        .expose(["x-request-id"])
        .build()
}

async fn after(settings: &Settings) -> Result<Running, PolicyError> {
    let policy = Arc::new(policy(settings)?);
    let app = || {
        App::new()
            .configure(things(LIST, ITEM))
            .wrap(from_fn(|request, next| authenticate(KEY, request, next)))
            .wrap(Cors::new(Arc::clone(&policy)))
    };
    Ok(Running::checked(app).await.expect("an application that can work"))
}

async fn compare(name: &'static str, settings: &Settings, decisions: &'static [Decision]) {
    Comparison {
        name,
        before: before(settings).await,
        after: after(settings).await.expect("a policy"),
        pages: pages("http://localhost:8080"),
        requests: requests(LIST, "/payments/", "/payments/7", Some(KEY)),
        programs: programs(LIST, Some(KEY)),
        decisions,
    }
    .run()
    .await;
}

#[actix_web::test]
async fn as_published() {
    compare(
        "hyperswitch",
        &read(FILE),
        &[
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            UnlistedGetNothing,
            ExposedNamesAreListed,
            AnswersVaryByOriginAlone,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

#[actix_web::test]
async fn for_everybody() {
    let settings = Settings { wildcard_origin: true, ..read(FILE) };
    compare(
        "hyperswitch-everybody",
        &settings,
        &[
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            AnyOriginIsStar,
            StarIsConstant,
            AnyExposedIsStar,
            AnyHeaderIsStar,
            StarDoesNotVary,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

/// A dashboard in the local network without TLS: an operator's value that worked.
#[actix_web::test]
async fn origins_without_tls_are_refused() {
    let settings = Settings { origins: vec!["http://10.0.0.7:9000".to_owned()], ..read(FILE) };
    let error = after(&settings).await.err().expect("a refusal");
    let codes: Vec<_> = error.issues().map(Issue::code).collect();
    assert_eq!(codes, ["insecure_origin_with_credentials"]);
    assert!(error.to_string().contains("`http://10.0.0.7:9000`"), "{error}");
}

/// What `cargo cors migrate` prints for the builder above, with the settings that it reads.
#[expect(
    clippy::explicit_iter_loop,
    clippy::implicit_clone,
    clippy::redundant_closure_for_method_calls,
    clippy::useless_conversion,
    reason = "it is printed for a person to go on with, in the words of the builder"
)]
fn printed(settings: &Settings) -> Result<Policy, PolicyError> {
    Ok(include!("migrated/hyperswitch.in"))
}

/// It says of two calls that they have no equivalent; where there are credentials, the build says so, too.
#[test]
fn the_printed_policy_names_what_has_no_equal() {
    let listed = read(FILE);
    let error = printed(&listed).unwrap_err();
    assert_eq!(
        error.issues().map(Issue::code).collect::<Vec<_>>(),
        ["any_expose_with_credentials"]
    );
    let everybody = Settings { wildcard_origin: true, ..listed };
    assert!(printed(&everybody).is_ok());
}
