//! Torrust-Actix, a bit torrent tracker: `send_wildcard` for its statistics, and no origin.
//!
//! Nothing to configure. From `src/api/api.rs` of Power2All/torrust-actix (before version 4).

use actix_cors::Cors as OtherCors;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{Cors, Issue, Policy, policy};

use crate::case::{pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::*;
use crate::inside::answer;
use crate::running::Running;

const STATS: &str = "/api/stats";

fn routes(app: &mut web::ServiceConfig) {
    app.service(web::resource(STATS).route(web::get().to(answer)))
        .default_service(web::route().to(HttpResponse::NotFound));
}

async fn before() -> Running {
    let cors = OtherCors::default()
        .send_wildcard()
        .allowed_methods(["GET"])
        .allowed_headers(["x-forwarded-for", "accept"])
        .allowed_header("content-type")
        .max_age(1);
    Running::start(App::new().wrap(cors).configure(routes)).await
}

static EVERYBODY: Policy = policy! {
    origins = any,
    methods = [GET],
    headers = ["x-forwarded-for", "accept", "content-type"],
    max_age = 1,
};

async fn after() -> Running {
    let app = || App::new().wrap(Cors::new(&EVERYBODY)).configure(routes);
    Running::checked(app).await.expect("an application that can work")
}

#[actix_web::test]
async fn as_published() {
    Comparison {
        name: "torrust",
        before: before().await,
        after: after().await,
        pages: pages("https://tracker.example"),
        requests: requests(STATS, "/api/stats/", "/api/stats/7", None),
        programs: programs(STATS, None),
        decisions: &[
            StarMeansEverybody,
            RefusedIs403,
            RefusalVaries,
            StarIsConstant,
            StarDoesNotVary,
            OtherOptionsAreRequests,
        ],
    }
    .run()
    .await;
}

/// The same keys, translated one by one.
#[test]
fn a_policy_without_origins_is_refused() {
    let error = Policy::builder().methods(["GET"]).max_age(1).build().unwrap_err();
    assert_eq!(error.issues().map(Issue::code).collect::<Vec<_>>(), ["missing_origins"]);
}
