//! Parseable, a log server: no CORS (`P_CORS=true`, as it starts), or everything for everybody with credentials
//! (`P_CORS=false`). The flag says whether the browser's rules are kept.
//!
//! `--cors <BOOL>` or `P_CORS`. From `src/cli.rs` and `src/handlers/http/mod.rs` of parseablehq/parseable.

use actix_cors::Cors as OtherCors;
use actix_web::App;
use actix_web::middleware::from_fn;
use cors_runtime::testing::{Browser, Fetch};
use cors_runtime::{Cors, Policy};
use std::sync::Arc;

use crate::case::{BEARER, SERVER, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::{authenticate, things};
use crate::running::Running;

const LIST: &str = "/api/v1/logstream";
const ITEM: &str = "/api/v1/logstream/{name}";

/// What the flag and the variable become.
struct Options {
    cors: bool,
}

impl Options {
    fn read(variable: Option<&str>) -> Options {
        Options { cors: variable.is_none_or(|value| value.parse().expect("true or false")) }
    }
}

async fn before(options: &Options) -> Running {
    let cors = if options.cors { OtherCors::default() } else { OtherCors::permissive() };
    let app = App::new()
        .configure(things(LIST, ITEM))
        .wrap(from_fn(|request, next| authenticate(BEARER, request, next)))
        .wrap(cors.block_on_origin_mismatch(false));
    Running::start(app).await
}

/// A policy for everybody has no credentials. Who runs the console elsewhere, with its cookie, lists where.
fn policy(console: Option<&str>) -> Policy {
    let policy = Policy::builder().any_method().any_header_and_authorization().max_age(3600);
    let policy = match console {
        Some(origin) => policy.origins([origin]).credentials(true).expose(["x-request-id"]),
        None => policy.any_origin().expose_any(),
    };
    policy.build().expect("a policy")
}

async fn after(options: &Options, console: Option<&str>) -> Running {
    let policy = (!options.cors).then(|| Arc::new(policy(console)));
    let app = || {
        App::new()
            .configure(things(LIST, ITEM))
            .wrap(from_fn(|request, next| authenticate(BEARER, request, next)))
            .wrap(policy.clone().map_or_else(Cors::default, Cors::new))
    };
    Running::checked(app).await.expect("an application that can work")
}

async fn compare(name: &'static str, variable: Option<&str>, decisions: &'static [Decision]) {
    let options = Options::read(variable);
    Comparison {
        name,
        before: before(&options).await,
        after: after(&options, None).await,
        pages: pages("https://console.example"),
        requests: requests(LIST, "/api/v1/logstream/", "/api/v1/logstream/7", Some(BEARER)),
        programs: programs(LIST, Some(BEARER)),
        decisions,
    }
    .run()
    .await;
}

#[actix_web::test]
async fn as_it_starts() {
    compare("parseable", None, &[NobodyAnswersForNoPolicy]).await;
}

#[actix_web::test]
async fn permissive() {
    compare(
        "parseable-permissive",
        Some("false"),
        &[
            GrantedIs204,
            AnyOriginIsStar,
            StarIsConstant,
            AnyExposedIsStar,
            NoCredentialsForEverybody,
            AnyMethodIsStar,
            AnyMethodIsEveryMethod,
            AnyHeaderIsStar,
            StarDoesNotVary,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

/// The way off the wildcard: whoever has cookies is listed.
#[actix_web::test]
async fn a_console_elsewhere_is_listed() {
    let app = after(&Options { cors: false }, Some("https://console.example")).await;
    let get = || Fetch::get(format!("{SERVER}{LIST}")).with_credentials();
    let page = |origin| Browser::new().open(origin);
    page("https://console.example").fetch(&app, get()).await.assert_readable();
    page("https://elsewhere.example").fetch(&app, get()).await.assert_blocked();
}
