//! Lemmy, a link aggregator: any origin, unless the operator lists some; then its own and those. Debug builds: any.
//!
//! `cors_origin` in `config/config.hjson` (Hjson; what is read here is its JSON form), or `LEMMY_CORS_ORIGIN`, whose value is
//! split at commas. Both documented examples are host names without a scheme. From `crates/routes/src/utils/mod.rs`,
//! `crates/utils/src/settings/structs.rs` and `config/defaults.hjson` of LemmyNet/lemmy.

use actix_cors::Cors as OtherCors;
use actix_web::App;
use actix_web::middleware::from_fn;
use cors_runtime::{Cors, Policy, PolicyError};
use serde::Deserialize;
use std::sync::Arc;

use crate::case::{Asker, BEARER, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::{authenticate, things};
use crate::running::Running;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Settings {
    hostname: String,
    tls_enabled: bool,
    cors_origin: Vec<String>,
    /// Whether the operator wrote a list, whatever is left of it.
    #[serde(skip)]
    is_listed: bool,
}

impl Settings {
    fn read(file: &str, variable: Option<&str>) -> Settings {
        let mut settings: Settings = serde_json::from_str(file).expect("the settings");
        if let Some(value) = variable {
            settings.cors_origin = value.split(',').map(str::to_owned).collect();
        }
        settings
    }

    fn own_origin(&self) -> String {
        format!("http{}://{}", if self.tls_enabled { "s" } else { "" }, self.hostname)
    }

    fn is_for_everybody(&self) -> bool {
        (self.cors_origin.is_empty() && !self.is_listed)
            || self.cors_origin.iter().any(|origin| origin == "*")
    }
}

const FILE: &str = r#"{ "hostname": "lemmy.example", "tls_enabled": true }"#;

const LIST: &str = "/api/v3/post";
const ITEM: &str = "/api/v3/post/{id}";

async fn before(settings: &Settings) -> Running {
    let mut cors = OtherCors::default()
        .allow_any_method()
        .allow_any_header()
        .expose_any_header()
        .max_age(3600);
    if settings.is_for_everybody() {
        cors = cors.allow_any_origin();
    } else {
        cors = cors.allowed_origin(&settings.own_origin());
        for origin in &settings.cors_origin {
            cors = cors.allowed_origin(origin);
        }
    }
    let app = App::new()
        .configure(things(LIST, ITEM))
        .wrap(from_fn(|request, next| authenticate(BEARER, request, next)))
        .wrap(cors);
    Running::start(app).await
}

fn policy(settings: &Settings) -> Result<Policy, PolicyError> {
    let policy =
        Policy::builder().any_method().any_header_and_authorization().expose_any().max_age(3600);
    if settings.is_for_everybody() {
        return policy.any_origin().build();
    }
    let own = settings.own_origin();
    policy.origins(std::iter::once(&own).chain(&settings.cors_origin)).build()
}

async fn after(settings: &Settings) -> Result<Running, PolicyError> {
    let policy = Arc::new(policy(settings)?);
    let app = || {
        App::new()
            .configure(things(LIST, ITEM))
            .wrap(from_fn(|request, next| authenticate(BEARER, request, next)))
            .wrap(Cors::new(Arc::clone(&policy)))
    };
    Ok(Running::checked(app).await.expect("an application that can work"))
}

async fn compare(name: &'static str, variable: Option<&str>, decisions: &'static [Decision]) {
    let settings = Settings::read(FILE, variable);
    Comparison {
        name,
        before: before(&settings).await,
        after: after(&settings).await.expect("a policy"),
        pages: pages("https://lemmy.example"),
        requests: requests(LIST, "/api/v3/post/", "/api/v3/post/7", Some(BEARER)),
        programs: programs(LIST, Some(BEARER)),
        decisions,
    }
    .run()
    .await;
}

const LISTED: &[Decision] = &[
    GrantedIs204,
    RefusedIs403,
    RefusalVaries,
    AnyExposedIsStar,
    UnlistedGetNothing,
    AnyMethodIsStar,
    AnyMethodIsEveryMethod,
    AnyHeaderIsStar,
    AnswersVaryByOriginAlone,
    OtherOptionsAreRequests,
];

#[actix_web::test]
async fn without_a_list() {
    compare(
        "lemmy",
        None,
        &[
            GrantedIs204,
            AnyOriginIsStar,
            AnyExposedIsStar,
            StarIsConstant,
            AnyMethodIsStar,
            AnyMethodIsEveryMethod,
            AnyHeaderIsStar,
            StarDoesNotVary,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

#[actix_web::test]
async fn with_a_list() {
    compare("lemmy-listed", Some("https://voyager.example"), LISTED).await;
}

/// A version that keeps the servers of its operators running: what never matched is left out, with a word in the log.
fn lenient(mut settings: Settings) -> Settings {
    settings.cors_origin.retain(|origin| Policy::builder().origins([origin]).build().is_ok());
    settings
}

#[actix_web::test]
async fn the_documented_values_can_be_left_out() {
    let settings = || Settings::read(FILE, Some("example.org,site.com"));
    let mut pages = pages("https://example.org");
    pages.push(Asker::Page("own", "https://lemmy.example".to_owned()));
    let kept = Settings { is_listed: true, ..lenient(settings()) };
    Comparison {
        name: "lemmy-documented",
        before: before(&settings()).await,
        after: after(&kept).await.expect("a policy"),
        pages,
        requests: requests(LIST, "/api/v3/post/", "/api/v3/post/7", Some(BEARER)),
        programs: programs(LIST, Some(BEARER)),
        decisions: LISTED,
    }
    .run()
    .await;
}

/// With these values the other library starts, and no page of these hosts was ever let in.
#[actix_web::test]
async fn the_documented_values_have_no_scheme() {
    let settings = Settings::read(FILE, Some("example.org,site.com"));
    let error = after(&settings).await.err().expect("a refusal");
    let said: Vec<_> = error.issues().map(|issue| (issue.code(), issue.value())).collect();
    assert_eq!(
        said,
        [("origin_missing_scheme", "example.org"), ("origin_missing_scheme", "site.com")]
    );
    assert!(error.to_string().contains("help: write `\"https://example.org\"`"), "{error}");
}

/// What `cargo cors migrate` prints for the builder above, with the settings that it reads.
#[expect(
    clippy::implicit_clone,
    reason = "it is printed for a person to go on with, in the words of the builder"
)]
fn printed(settings: &Settings) -> Result<Policy, PolicyError> {
    Ok(include!("migrated/lemmy.in"))
}

#[test]
fn the_printed_policy_is_the_same() {
    let codes =
        |error: PolicyError| -> Vec<_> { error.issues().map(cors_runtime::Issue::code).collect() };
    for variable in [None, Some("https://voyager.example"), Some("*"), Some("example.org,site.com")]
    {
        let settings = Settings::read(FILE, variable);
        let (printed, written) = (printed(&settings), policy(&settings));
        assert_eq!(printed.map_err(codes), written.map_err(codes), "{variable:?}");
    }
}
