//! AppFlowy Cloud, a workspace server, with its feature `use_actix_cors`: one origin of the environment. `NormalizePath` is
//! innermost.
//!
//! `APPFLOWY_CORS_ALLOWED_ORIGIN`, `http://localhost:3000` where it is not set. From `src/application.rs` of
//! AppFlowy-IO/AppFlowy-Cloud.

use std::sync::Arc;

use actix_cors::Cors as OtherCors;
use actix_web::App;
use actix_web::middleware::{NormalizePath, from_fn};
use cors_runtime::{Cors, Issue, Policy, PolicyError};

use crate::case::{BEARER, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::*;
use crate::inside::{authenticate, things};
use crate::running::Running;

const HEADERS: [&str; 6] =
    ["Content-Type", "Authorization", "Accept", "Client-Version", "Device-Id", "X-Request-Id"];
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

const LIST: &str = "/api/workspace";
const ITEM: &str = "/api/workspace/{id}";

fn origin(variable: Option<&str>) -> &str {
    variable.unwrap_or("http://localhost:3000")
}

async fn before(origin: &str) -> Running {
    let cors = OtherCors::default()
        .allowed_origin(origin)
        .allowed_methods(METHODS)
        .allowed_headers(HEADERS)
        .max_age(3600);
    let app = App::new()
        .wrap(NormalizePath::trim())
        .wrap(from_fn(|request, next| authenticate(BEARER, request, next)))
        .wrap(cors)
        .configure(things(LIST, ITEM));
    Running::start(app).await
}

fn policy(origin: &str) -> Result<Policy, PolicyError> {
    Policy::builder().origins([origin]).methods(METHODS).headers(HEADERS).max_age(3600).build()
}

async fn after(origin: &str) -> Result<Running, PolicyError> {
    let policy = Arc::new(policy(origin)?);
    let app = || {
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(from_fn(|request, next| authenticate(BEARER, request, next)))
            .wrap(Cors::new(Arc::clone(&policy)))
            .configure(things(LIST, ITEM))
    };
    Ok(Running::checked(app).await.expect("an application that can work"))
}

#[actix_web::test]
async fn as_it_starts() {
    let origin = origin(None);
    Comparison {
        name: "appflowy",
        before: before(origin).await,
        after: after(origin).await.expect("a policy"),
        pages: pages(origin),
        requests: requests(LIST, "/api/workspace/", "/api/workspace/7", Some(BEARER)),
        programs: programs(LIST, Some(BEARER)),
        decisions: &[
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            AnswersVaryByOriginAlone,
            OtherOptionsAreRequests,
        ],
    }
    .run()
    .await;
}

/// The address of the page as it stands in the browser: the other library starts, and lets nobody in.
#[actix_web::test]
async fn an_address_with_a_slash_is_refused() {
    let error = after(origin(Some("https://work.example/"))).await.err().expect("a refusal");
    let codes: Vec<_> = error.issues().map(Issue::code).collect();
    assert_eq!(codes, ["origin_trailing_slash"]);
    assert!(error.to_string().contains("help: write `\"https://work.example\"`"), "{error}");
}
