//! Firefox's sync storage: one origin or any, from a file or the environment; a list of its own headers; credentials are Hawk
//! signatures in `Authorization`.
//!
//! TOML, or `SYNC_CORS_ALLOWED_ORIGIN` and the like. From `syncserver-settings/src/lib.rs` and `syncserver/src/server/mod.rs`
//! (`build_cors`, in the form that takes `*` for any origin) of mozilla-services/syncstorage-rs.

use std::sync::Arc;

use actix_cors::Cors as OtherCors;
use actix_web::middleware::from_fn;
use actix_web::{App, http::Method};
use cors_runtime::{Cors, Policy, PolicyError};
use serde::Deserialize;

use crate::case::{Key, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::{authenticate, things};
use crate::running::Running;

#[derive(Deserialize)]
#[serde(default)]
#[allow(clippy::struct_field_names, reason = "the keys of the file")]
struct Settings {
    cors_allowed_origin: Option<String>,
    cors_max_age: Option<u32>,
    cors_allowed_methods: Option<Vec<String>>,
    cors_allowed_headers: Option<Vec<String>>,
}

const HEADERS: [&str; 12] = [
    "Authorization",
    "Content-Type",
    "User-Agent",
    "X-Last-Modified",
    "X-Weave-Timestamp",
    "X-Weave-Next-Offset",
    "X-Weave-Records",
    "X-Weave-Bytes",
    "X-Weave-Total-Records",
    "X-Weave-Total-Bytes",
    "X-Verify-Code",
    "TEST_IDLES",
];

impl Default for Settings {
    fn default() -> Self {
        let texts = |list: &[&str]| Some(list.iter().map(|text| (*text).to_owned()).collect());
        Settings {
            cors_allowed_origin: Some("*".to_owned()),
            cors_max_age: Some(1_728_000),
            cors_allowed_methods: texts(&["DELETE", "GET", "POST", "PUT"]),
            cors_allowed_headers: texts(&HEADERS),
        }
    }
}

fn read(file: &str) -> Settings {
    toml::from_str(file).expect("the settings")
}

const KEY: Key = ("authorization", "Hawk id=\"7\"");
const LIST: &str = "/1.5/7/storage/bookmarks";
const ITEM: &str = "/1.5/7/storage/bookmarks/{bso}";

async fn before(settings: &Settings) -> Running {
    let mut cors = OtherCors::default();
    if let Some(methods) = &settings.cors_allowed_methods {
        let methods = methods.iter().map(|text| Method::from_bytes(text.as_bytes()));
        cors = cors.allowed_methods(methods.map(|method| method.expect("a method")));
    }
    if let Some(headers) = &settings.cors_allowed_headers {
        cors = cors.allowed_headers(headers);
    }
    if let Some(max_age) = settings.cors_max_age {
        cors = cors.max_age(max_age as usize);
    }
    match settings.cors_allowed_origin.as_deref() {
        None => {}
        Some("*") => cors = cors.allow_any_origin(),
        Some(origin) => cors = cors.allowed_origin(origin),
    }
    let app = App::new()
        .configure(things(LIST, ITEM))
        .wrap(from_fn(|request, next| authenticate(KEY, request, next)))
        .wrap(cors);
    Running::start(app).await
}

/// `None` where no origin is set: then nobody is let in.
fn policy(settings: &Settings) -> Result<Option<Policy>, PolicyError> {
    let Some(origin) = settings.cors_allowed_origin.as_deref() else {
        return Ok(None);
    };
    let mut policy = Policy::builder().max_age(settings.cors_max_age);
    if let Some(methods) = &settings.cors_allowed_methods {
        policy = policy.methods(methods);
    }
    if let Some(headers) = &settings.cors_allowed_headers {
        policy = policy.headers(headers);
    }
    // In a list `*` is any origin.
    policy.origins([origin]).build().map(Some)
}

async fn after(settings: &Settings) -> Result<Running, PolicyError> {
    let policy = policy(settings)?.map(Arc::new);
    let app = || {
        App::new()
            .configure(things(LIST, ITEM))
            .wrap(from_fn(|request, next| authenticate(KEY, request, next)))
            .wrap(policy.clone().map_or_else(Cors::default, Cors::new))
    };
    Ok(Running::checked(app).await.expect("an application that can work"))
}

async fn compare(name: &'static str, file: &str, decisions: &'static [Decision]) {
    let settings = read(file);
    Comparison {
        name,
        before: before(&settings).await,
        after: after(&settings).await.expect("a policy"),
        pages: pages("https://sync.example"),
        requests: requests(
            LIST,
            "/1.5/7/storage/bookmarks/",
            "/1.5/7/storage/bookmarks/7",
            Some(KEY),
        ),
        programs: programs(LIST, Some(KEY)),
        decisions,
    }
    .run()
    .await;
}

#[actix_web::test]
async fn as_it_starts() {
    compare(
        "syncstorage",
        "",
        &[
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            AnyOriginIsStar,
            StarIsConstant,
            StarDoesNotVary,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

#[actix_web::test]
async fn with_an_origin() {
    compare(
        "syncstorage-listed",
        "cors_allowed_origin = \"https://sync.example\"\ncors_max_age = 600",
        &[
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            AnswersVaryByOriginAlone,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}
