//! The services of Blockscout, a block explorer: off, or what the section says; with credentials unless it says otherwise.
//!
//! TOML, section `server.http.cors`, or `<SERVICE>__SERVER__HTTP__CORS__ALLOWED_ORIGIN` and the like. Lists are texts with
//! commas, `*` is any origin. From `libs/blockscout-service-launcher/src/launcher/settings.rs` of blockscout/blockscout-rs.

use std::sync::Arc;

use actix_cors::Cors as OtherCors;
use actix_web::App;
use cors_runtime::{Cors, Issue, Policy, PolicyError};
use serde::Deserialize;

use crate::case::{Asker, SERVER, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::things;
use crate::running::Running;

#[derive(Deserialize)]
struct File {
    server: Server,
}

#[derive(Deserialize)]
struct Server {
    http: Http,
}

#[derive(Deserialize)]
struct Http {
    cors: Settings,
}

#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "the keys of the file")]
struct Settings {
    enabled: bool,
    allowed_origin: String,
    allowed_methods: String,
    allowed_credentials: bool,
    max_age: u32,
    block_on_origin_mismatch: bool,
    send_wildcard: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            enabled: false,
            allowed_origin: String::new(),
            allowed_methods: "PUT, GET, POST, OPTIONS, DELETE, PATCH".to_owned(),
            allowed_credentials: true,
            max_age: 3600,
            block_on_origin_mismatch: false,
            send_wildcard: false,
        }
    }
}

impl Settings {
    fn read(section: &str) -> Settings {
        let file = format!("[server.http.cors]\n{section}");
        toml::from_str::<File>(&file).expect("the settings").server.http.cors
    }

    fn is_for_everybody(&self) -> bool {
        self.allowed_origin == "*"
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

const LIST: &str = "/api/v1/contracts";
const ITEM: &str = "/api/v1/contracts/{id}";

async fn before(settings: &Settings) -> Running {
    let mut cors = OtherCors::default();
    if settings.enabled {
        cors = cors
            .allow_any_header()
            .allowed_methods(split(&settings.allowed_methods))
            .max_age(Some(settings.max_age as usize))
            .block_on_origin_mismatch(settings.block_on_origin_mismatch);
        if settings.allowed_credentials {
            cors = cors.supports_credentials();
        }
        if settings.send_wildcard {
            cors = cors.send_wildcard();
        }
        if settings.is_for_everybody() {
            cors = cors.allow_any_origin();
        } else {
            let origins = split(&settings.allowed_origin);
            cors = origins.fold(cors, OtherCors::allowed_origin);
        }
    }
    Running::start(App::new().configure(things(LIST, ITEM)).wrap(cors)).await
}

fn policy(settings: &Settings) -> Result<Policy, PolicyError> {
    let policy = Policy::builder()
        .methods(split(&settings.allowed_methods))
        .credentials(settings.allowed_credentials)
        .max_age(settings.max_age)
        .reject_unlisted(settings.block_on_origin_mismatch);
    let policy = if settings.allowed_credentials {
        policy.any_header()
    } else {
        policy.any_header_and_authorization()
    };
    if settings.is_for_everybody() {
        return policy.any_origin().build();
    }
    policy.origins(split(&settings.allowed_origin)).build()
}

/// A version that keeps the servers of its operators running: for everybody, without credentials. It says so in its log.
fn lenient(settings: &Settings) -> Settings {
    let credentials = settings.allowed_credentials && !settings.is_for_everybody();
    Settings { allowed_credentials: credentials, ..settings.clone() }
}

async fn after(settings: &Settings) -> Result<Running, PolicyError> {
    let policy = settings.enabled.then(|| policy(settings)).transpose()?.map(Arc::new);
    let app = || {
        let cors = policy.clone().map_or_else(Cors::default, Cors::new);
        App::new().configure(things(LIST, ITEM)).wrap(cors)
    };
    Ok(Running::checked(app).await.expect("an application that can work"))
}

async fn compare(name: &'static str, section: &str, decisions: &'static [Decision]) {
    let settings = Settings::read(section);
    let own = Asker::Page("own", SERVER.to_owned());
    Comparison {
        name,
        before: before(&settings).await,
        after: after(&lenient(&settings)).await.expect("a policy"),
        pages: [pages("https://scan.example"), vec![own]].concat(),
        requests: requests(LIST, "/api/v1/contracts/", "/api/v1/contracts/7", None),
        programs: programs(LIST, None),
        decisions,
    }
    .run()
    .await;
}

#[actix_web::test]
async fn as_it_starts() {
    compare("blockscout", "", &[NobodyAnswersForNoPolicy]).await;
}

#[actix_web::test]
async fn for_everybody() {
    compare(
        "blockscout-everybody",
        "enabled = true\nallowed_origin = \"*\"",
        &[
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            AnyOriginIsStar,
            StarIsConstant,
            NoCredentialsForEverybody,
            AnyHeaderIsStar,
            StarDoesNotVary,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

#[actix_web::test]
async fn with_a_list() {
    compare(
        "blockscout-listed",
        "enabled = true\nallowed_origin = \"https://scan.example, https://eth.scan.example\"",
        &[
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            UnlistedGetNothing,
            AnswersVaryByOriginAlone,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

#[actix_web::test]
async fn with_a_list_that_blocks() {
    compare(
        "blockscout-blocking",
        "enabled = true\nallowed_origin = \"https://scan.example\"\nblock_on_origin_mismatch = true",
        &[
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            OtherOptionsAreRequests,
            RejectionSparesOwnPages,
            RejectionIs403,
            UnlistedGetNothing,
            AnswersVaryByOriginAlone,
        ],
    )
    .await;
}

/// The documented values as they are: credentials are on unless they are switched off.
#[actix_web::test]
async fn everybody_with_credentials_is_refused() {
    let settings = Settings::read("enabled = true\nallowed_origin = \"*\"");
    let error = after(&settings).await.err().expect("a refusal");
    let codes: Vec<_> = error.issues().map(Issue::code).collect();
    assert_eq!(codes, ["any_origin_with_credentials"]);
}

/// Switched on, and nothing written: an empty text is one entry, and neither library starts.
#[actix_web::test]
async fn no_origin_is_refused() {
    let settings = Settings::read("enabled = true");
    let error = after(&settings).await.err().expect("a refusal");
    let said: Vec<_> = error.issues().map(|issue| (issue.code(), issue.value())).collect();
    assert_eq!(said, [("origin_missing_scheme", "")]);
}
