//! Meilisearch, a search engine: everything for everybody, and nothing to configure. Handlers ask for the API key themselves,
//! and `NormalizePath` is outermost.
//!
//! From `crates/meilisearch/src/lib.rs` of meilisearch/meilisearch (`create_app`).

use actix_cors::Cors as OtherCors;
use actix_web::middleware::{NormalizePath, from_fn};
use actix_web::{App, web};
use cors_runtime::{Cors, Policy, policy};

use crate::case::{BEARER, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::{authenticate, things};
use crate::running::Running;

fn indexes() -> actix_web::Scope {
    web::scope("/indexes").configure(things("", "/{uid}"))
}

async fn before() -> Running {
    let cors = OtherCors::default()
        .send_wildcard()
        .allow_any_header()
        .allow_any_origin()
        .allow_any_method()
        .max_age(86_400);
    let app = App::new()
        .service(indexes())
        .wrap(from_fn(|request, next| authenticate(BEARER, request, next)))
        .wrap(cors)
        .wrap(NormalizePath::trim());
    Running::start(app).await
}

static EVERYBODY: Policy =
    policy! { origins = any, methods = any, headers = ["*", "authorization"], max_age = 86_400 };

async fn after() -> Running {
    let app = || {
        App::new()
            .service(indexes())
            .wrap(from_fn(|request, next| authenticate(BEARER, request, next)))
            .wrap(Cors::new(&EVERYBODY))
            .wrap(NormalizePath::trim())
    };
    Running::checked(app).await.expect("an application that can work")
}

const DECISIONS: &[Decision] = &[
    GrantedIs204,
    StarIsConstant,
    AnyMethodIsStar,
    AnyMethodIsEveryMethod,
    AnyHeaderIsStar,
    StarDoesNotVary,
    OtherOptionsAreRequests,
];

#[actix_web::test]
async fn as_published() {
    Comparison {
        name: "meilisearch",
        before: before().await,
        after: after().await,
        pages: pages("https://app.example"),
        requests: requests("/indexes", "/indexes/", "/indexes/7", Some(BEARER)),
        programs: programs("/indexes", Some(BEARER)),
        decisions: DECISIONS,
    }
    .run()
    .await;
}
