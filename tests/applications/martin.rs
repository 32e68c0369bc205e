//! Martin, a tile server: `cors: true`, `cors: false`, or origins and a maximum age that may be left out.
//!
//! YAML, by `--config`. Without a section it is `true`. From `martin/src/config/file/cors.rs` of maplibre/martin.

use std::sync::Arc;

use actix_cors::Cors as OtherCors;
use actix_web::middleware::Condition;
use actix_web::{App, web};
use cors_runtime::{Cors, Issue, Policy, PolicyError};
use serde::Deserialize;

use crate::case::{pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::answer;
use crate::running::Running;

#[derive(Deserialize)]
struct File {
    #[serde(default = "everybody")]
    cors: Section,
}

fn everybody() -> Section {
    Section::Switch(true)
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Section {
    Switch(bool),
    Properties {
        #[serde(default)]
        origin: Vec<String>,
        max_age: Option<u32>,
    },
}

impl Section {
    fn read(file: &str) -> Section {
        serde_saphyr::from_str::<File>(file).expect("the settings").cors
    }

    /// `None` where CORS is switched off.
    fn properties(&self) -> Option<(Vec<String>, Option<u32>)> {
        match self {
            Section::Switch(false) => None,
            Section::Switch(true) => Some((vec!["*".to_owned()], None)),
            Section::Properties { origin, max_age } => Some((origin.clone(), *max_age)),
        }
    }
}

fn routes(app: &mut web::ServiceConfig) {
    app.route("/catalog", web::get().to(answer)).route("/tiles/{id}", web::get().to(answer));
}

async fn before(section: &Section) -> Running {
    let mut cors = OtherCors::default().allowed_methods(["GET"]);
    let properties = section.properties();
    let is_on = properties.is_some();
    if let Some((origins, max_age)) = properties {
        cors = cors.max_age(max_age.map(|seconds| seconds as usize));
        if origins.iter().any(|origin| origin == "*") {
            cors = cors.allow_any_origin();
        } else {
            cors = origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin));
        }
    }
    Running::start(App::new().configure(routes).wrap(Condition::new(is_on, cors))).await
}

fn policy(origins: Vec<String>, max_age: Option<u32>) -> Result<Policy, PolicyError> {
    let policy = Policy::builder().methods(["GET"]).max_age(max_age);
    if origins.iter().any(|origin| origin == "*") {
        return policy.any_origin().build();
    }
    policy.origins(origins).build()
}

async fn after(section: &Section) -> Result<Running, PolicyError> {
    let policy = section.properties().map(|(origins, age)| policy(origins, age)).transpose()?;
    let policy = policy.map(Arc::new);
    let app = || {
        let cors = policy.clone().map_or_else(Cors::default, Cors::new);
        App::new().configure(routes).wrap(cors)
    };
    Ok(Running::checked(app).await.expect("an application that can work"))
}

async fn compare(name: &'static str, file: &str, decisions: &'static [Decision]) {
    let section = Section::read(file);
    Comparison {
        name,
        before: before(&section).await,
        after: after(&section).await.expect("a policy"),
        pages: pages("https://map.example"),
        requests: requests("/catalog", "/catalog/", "/tiles/7", None),
        programs: programs("/catalog", None),
        decisions,
    }
    .run()
    .await;
}

#[actix_web::test]
async fn as_it_starts() {
    compare(
        "martin",
        "listen_addresses: 0.0.0.0:3000",
        &[
            AnyOriginIsStar,
            StarIsConstant,
            StarDoesNotVary,
            SafelistedMethodsNeedNoListing,
            SafelistedNamesRefuseNothing,
            RefusedIs403,
            RefusalVaries,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

#[actix_web::test]
async fn with_origins() {
    compare(
        "martin-listed",
        "cors:\n  origin:\n    - https://map.example\n  max_age: 3600\n",
        &[
            SafelistedMethodsNeedNoListing,
            SafelistedNamesRefuseNothing,
            RefusedIs403,
            RefusalVaries,
            AnswersVaryByOriginAlone,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

#[actix_web::test]
async fn switched_off() {
    compare("martin-off", "cors: false", &[]).await;
}

/// Martin itself says `no origins` then; here the rules do.
#[actix_web::test]
async fn properties_without_origins_are_refused() {
    let section = Section::read("cors:\n  max_age: 3600\n");
    let error = after(&section).await.err().expect("a refusal");
    assert_eq!(error.issues().map(Issue::code).collect::<Vec<_>>(), ["empty_origins"]);
}
