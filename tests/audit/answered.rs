//! Who answers the preflights of a row, and what is said where that is too late.

use actix_web::middleware::NormalizePath;
use actix_web::{App, HttpResponse, Responder, get, put, web};
use cors_runtime::audit::{Answered, Row};
use cors_runtime::{Cors, audit, cors};

use crate::look::{codes, row};

#[cors(origins = ["https://a.example"], max_age = 600)]
#[put("/item")]
async fn replace() -> impl Responder {
    "replaced"
}

fn is_right(_: &actix_web::guard::GuardContext<'_>) -> bool {
    true
}

#[cors(origins = ["https://a.example"], max_age = 600)]
#[put("/guarded", guard = "is_right")]
async fn guarded() -> impl Responder {
    "guarded"
}

#[get("/item")]
async fn plain() -> impl Responder {
    "plain"
}

fn reason(row: &Row) -> &str {
    let Some(Answered::BehindMiddleware { reason }) = &row.answered else { panic!("{row:?}") };
    assert!(codes(&row.findings).contains(&"behind_middleware"), "{row:?}");
    reason
}

#[actix_web::test]
async fn a_handler_without_a_policy_at_the_same_path() {
    let audit =
        audit(|| App::new().service(plain).service(replace).wrap(Cors::default())).await.unwrap();
    let reason = reason(row(&audit, "/item", "PUT"));
    assert_eq!(reason, "a handler without a policy, at `/item`, may be meant by the same path");
}

#[actix_web::test]
async fn a_guard_that_only_the_router_can_call() {
    let audit = audit(|| App::new().service(guarded).wrap(Cors::default())).await.unwrap();
    assert_eq!(reason(row(&audit, "/guarded", "PUT")), "only the router can call its guard");
}

#[actix_web::test]
async fn other_middleware_and_no_cors() {
    let app = || App::new().service(replace).wrap(NormalizePath::trim());
    let audit = audit(app).await.unwrap();
    let row = row(&audit, "/item", "PUT");
    assert!(reason(row).contains("no `Cors`"));
    assert_eq!(row.findings[0].help, "make `Cors::default()` the last `wrap` of the application");
}

#[actix_web::test]
async fn early_where_nothing_is_in_the_way() {
    let app = || {
        App::new()
            .service(replace)
            .route("/other", web::get().to(HttpResponse::Ok))
            .wrap(NormalizePath::trim())
            .wrap(Cors::default())
    };
    let audit = audit(app).await.unwrap();
    let row = row(&audit, "/item", "PUT");
    assert_eq!((&row.answered, row.findings.len()), (&Some(Answered::Early), 0));
}
