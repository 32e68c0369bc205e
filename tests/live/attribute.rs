//! `origins = from(SET)` in attributes: requests see each change of the set, and credentials hold.

use actix_web::http::StatusCode;
use actix_web::test::{call_service, init_service};
use actix_web::{App, HttpResponse, Responder, get, put};
use cors_runtime::{Cors, OriginSet, Policy, check_app, cors, policy};
use cors_tests::Ask;

static TENANTS: OriginSet = OriginSet::new();
static STRICT: OriginSet = OriginSet::new();
static SHARED: OriginSet = OriginSet::new();
static BASE: Policy = policy! { origins = from(SHARED), methods = [PUT] };

#[cors(origins = from(TENANTS), methods = [PUT], max_age = 5, reject_unlisted)]
#[put("/tenant")]
async fn tenant() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = from(STRICT), credentials)]
#[get("/strict")]
async fn strict() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(policy = BASE, credentials)]
#[put("/overlaid")]
async fn overlaid() -> impl Responder {
    HttpResponse::Ok()
}

static LATE: OriginSet = OriginSet::new();

#[cors(origins = from(LATE), credentials)]
#[get("/late")]
async fn late() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = ["https://a.example"])]
#[get("/twice")]
async fn first() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = ["https://b.example"])]
#[get("/twice")]
async fn second() -> impl Responder {
    HttpResponse::Ok()
}

/// Status and `Access-Control-Allow-Origin`.
async fn answer(request: Ask) -> (StatusCode, Option<String>) {
    let app = init_service(App::new().service(tenant).service(strict).service(overlaid)).await;
    let response = call_service(&app, request.request().to_request()).await;
    let allowed = response.headers().get("access-control-allow-origin");
    let varies =
        response.headers().get("vary").map(|vary| vary.to_str().unwrap().contains("Origin"));
    assert_eq!(varies, Some(true), "what depends on the set varies on the origin");
    (response.status(), allowed.map(|value| value.to_str().unwrap().to_owned()))
}

#[actix_web::test]
async fn requests_see_each_change_at_once() {
    let ask = || Ask::preflight("https://x.a.example", "PUT").at("/tenant");
    TENANTS.replace(["https://b.example"]).unwrap();
    assert_eq!(answer(ask()).await, (StatusCode::FORBIDDEN, None));
    TENANTS.insert("https://*.a.example").unwrap();
    assert_eq!(answer(ask()).await, (StatusCode::NO_CONTENT, Some("https://x.a.example".into())));
    let actual = || Ask::from("https://x.a.example").method("PUT").at("/tenant");
    assert_eq!(answer(actual()).await, (StatusCode::OK, Some("https://x.a.example".into())));
    TENANTS.replace(["https://x.a.example/"]).unwrap_err();
    assert_eq!(answer(actual()).await.0, StatusCode::OK, "a refused update changes nothing");
    TENANTS.remove("https://*.a.example");
    assert_eq!(answer(actual()).await, (StatusCode::FORBIDDEN, None));
}

#[actix_web::test]
async fn a_server_does_not_start_on_a_set_that_its_credentials_forbid() {
    // The rule comes too late for these entries: nobody has said that there will be credentials.
    LATE.replace(["http://a.example", "https://*.github.io", "https://c.example"]).unwrap();
    let error = check_app(|| App::new().service(late)).await.unwrap_err().to_string();
    for part in [
        "policy `late` at ",
        "[cors::insecure_origin_with_credentials]",
        "[cors::public_suffix_with_credentials]",
        "--> the set of origins",
    ] {
        assert!(error.contains(part), "{error}");
    }
    let refused = LATE.replace(["http://a.example"]).unwrap_err();
    assert_eq!(refused.issues().next().unwrap().code(), "insecure_origin_with_credentials");
    LATE.replace(["https://c.example"]).unwrap();
    check_app(|| App::new().service(late)).await.unwrap();
}

/// Whatever the order of calls: what a set holds when a request comes, credentials never go to it.
#[actix_web::test]
async fn lookups_with_credentials_pass_over_what_the_set_should_not_hold() {
    use cors_rules::{OriginRequirements, OriginSource};
    let set = OriginSet::new();
    set.replace([
        "http://a.example",
        "https://*.github.io",
        "https://*.c.example",
        "http://localhost:*",
    ])
    .unwrap();
    let requirements = OriginRequirements { credentials: true, ..OriginRequirements::NONE };
    for (origin, without, with) in [
        ("http://a.example", true, false),
        ("https://x.github.io", true, false),
        ("https://x.c.example", true, true),
        ("http://localhost:3000", true, true),
        ("https://github.io", false, false),
    ] {
        assert_eq!(
            set.find(origin.as_bytes(), OriginRequirements::NONE).is_some(),
            without,
            "{origin}"
        );
        assert_eq!(set.find(origin.as_bytes(), requirements).is_some(), with, "{origin}");
    }
}

#[actix_web::test]
async fn an_overlay_brings_its_credentials_to_the_set_of_its_base() {
    SHARED.replace(["https://a.example"]).unwrap();
    let ask = Ask::from("https://a.example").method("PUT").at("/overlaid");
    assert_eq!(answer(ask).await.1.as_deref(), Some("https://a.example"));
    SHARED.insert("http://a.example").unwrap_err();
}

#[actix_web::test]
async fn the_middleware_binds_a_set_as_an_attribute_does() {
    static SET: OriginSet = OriginSet::new();
    static POLICY: Policy = policy! { origins = from(SET), credentials };
    SET.replace(["http://a.example"]).unwrap();
    let app = || App::new().wrap(Cors::new(&POLICY));
    assert_eq!(check_app(app).await.unwrap_err().problems().count(), 1);
    assert_eq!(POLICY.check_sources().unwrap_err().issues().count(), 1);
}

/// Conflicts of routes are found in `main` too.
#[actix_web::test]
async fn two_policies_on_one_route_are_a_problem_of_the_start() {
    let error = check_app(|| App::new().service(first).service(second)).await.unwrap_err();
    assert!(error.to_string().contains("two CORS policies claim `GET /twice`"), "{error}");
    assert!(error.problems().all(|problem| problem.policy_error().is_none()));
}
