//! Labrinth, the server of Modrinth: everything for everybody around each scope and around the default service, and a scope of
//! its own for analytics, whose origins are in the environment. A rate limit stands outside of all of them, and writes a header
//! of CORS itself.
//!
//! `ANALYTICS_ALLOWED_ORIGINS` is a list in JSON; in the published `.env` it ends with `"*"`. From `apps/labrinth/src/lib.rs`,
//! `src/util/cors.rs`, `src/util/ratelimit.rs`, `src/routes/mod.rs`, `src/routes/v3/mod.rs` and `.env` of modrinth/code.

use std::sync::Arc;

use actix_cors::Cors as OtherCors;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, Scope, web};
use cors_runtime::{Cors, CorsExt as _, Issue, Policy, PolicyError, policy};

use crate::case::{Asker, BEARER, Request, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::{answer, things};
use crate::running::Running;

const LIST: &str = "/v3/projects";

fn projects() -> Scope {
    web::scope("/v3").configure(things("/projects", "/projects/{id}"))
}

fn analytics() -> Scope {
    web::scope("/analytics").route("/view", web::post().to(answer))
}

async fn not_found() -> HttpResponse {
    HttpResponse::NotFound().body("not found")
}

/// How many requests are left.
type Left = usize;

/// Answers 429 where none is left.
async fn limit<B: MessageBody + 'static>(
    left: Left,
    own_header: bool,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    if left > 0 {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let mut answer = HttpResponse::TooManyRequests();
    if own_header {
        answer.insert_header(("Access-Control-Allow-Origin", "*"));
    }
    Ok(request.into_response(answer.finish()).map_into_right_body())
}

fn read(variable: &str) -> Vec<String> {
    serde_json::from_str(variable).expect("a list in JSON")
}

async fn before(origins: &[String], left: Left) -> Running {
    let everybody = || {
        OtherCors::default()
            .allow_any_origin()
            .allow_any_header()
            .allow_any_method()
            .max_age(3600)
            .send_wildcard()
    };
    let origins = origins.to_vec();
    let listed = OtherCors::default()
        .allowed_origin_fn(move |origin, _| {
            let is = |text: &str| origins.iter().any(|own| own == text);
            is("*") || origin.to_str().is_ok_and(is)
        })
        .allowed_methods(["GET", "POST"])
        .allowed_headers(["authorization", "accept", "content-type"])
        .max_age(3600);
    let app = App::new()
        .wrap(from_fn(move |request, next| limit(left, true, request, next)))
        .service(projects().wrap(everybody()))
        .service(analytics().wrap(listed))
        .default_service(web::get().to(not_found).wrap(everybody()));
    Running::start(app).await
}

static EVERYBODY: Policy =
    policy! { origins = any, methods = any, headers = ["*", "authorization"], max_age = 3600 };

fn analytics_policy(origins: &[String]) -> Result<Policy, PolicyError> {
    let policy = Policy::builder()
        .methods(["GET", "POST"])
        .headers([AUTHORIZATION, ACCEPT, CONTENT_TYPE])
        .max_age(3600);
    if origins.iter().any(|origin| origin == "*") {
        return policy.any_origin().build();
    }
    policy.origins(origins).build()
}

async fn after(origins: &[String], left: Left) -> Result<Running, PolicyError> {
    let listed = Arc::new(analytics_policy(origins)?);
    let app = || {
        App::new()
            .service(projects())
            .service(analytics().cors(Arc::clone(&listed)))
            .default_service(web::get().to(not_found))
            .wrap(from_fn(move |request, next| limit(left, false, request, next)))
            .wrap(Cors::new(&EVERYBODY))
    };
    Ok(Running::checked(app).await.expect("an application that can work"))
}

const LISTED: &str =
    r#"["http://localhost:3000", "https://modrinth.com", "https://www.modrinth.com"]"#;

async fn compare(
    name: &'static str,
    variable: &str,
    left: Left,
    requests: Vec<Request>,
    decisions: &'static [Decision],
) {
    let origins = read(variable);
    Comparison {
        name,
        before: before(&origins, left).await,
        after: after(&origins, left).await.expect("a policy"),
        pages: [
            pages("https://modrinth.com"),
            vec![Asker::Page("www", "https://www.modrinth.com".to_owned())],
        ]
        .concat(),
        requests,
        programs: [programs(LIST, None), programs("/analytics/view", None)].concat(),
        decisions,
    }
    .run()
    .await;
}

fn all_requests() -> Vec<Request> {
    let view = || Request::new("POST", "/analytics/view");
    let mut all = requests(LIST, "/v3/projects/", "/v3/projects/7", Some(BEARER));
    all.extend([
        view().json("{}"),
        view().json("{}").with_credentials(),
        view().header("x-custom", "1"),
        Request::new("DELETE", "/analytics/view"),
        Request::new("POST", "/analytics/nothing").json("{}"),
        Request::new("PUT", "/nowhere"),
    ]);
    all
}

#[actix_web::test]
async fn with_origins() {
    compare(
        "labrinth",
        LISTED,
        1,
        all_requests(),
        &[
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            StarIsConstant,
            AnyMethodIsStar,
            AnyMethodIsEveryMethod,
            AnyHeaderIsStar,
            StarDoesNotVary,
            AnswersVaryByOriginAlone,
            OtherOptionsAreRequests,
        ],
    )
    .await;
}

/// With the value of the published `.env`, everybody is let in, and the other entries mean nothing.
#[actix_web::test]
async fn as_published() {
    let published = r#"["http://127.0.0.1:3000", "http://localhost:3000", "https://modrinth.com", "https://www.modrinth.com", "*"]"#;
    let view = Request::new("POST", "/analytics/view").json("{}");
    compare(
        "labrinth-published",
        published,
        1,
        vec![view],
        &[GrantedIs204, AnyOriginIsStar, StarIsConstant, StarDoesNotVary, OtherOptionsAreRequests],
    )
    .await;
    // Handed over as it is, the list is refused: which of the two was meant?
    let error = Policy::builder().origins(read(published)).build().unwrap_err();
    let codes: Vec<_> = error.issues().map(Issue::code).collect();
    assert_eq!(codes, ["any_origin_with_list"]);
}

#[actix_web::test]
async fn when_no_request_is_left() {
    let requests = vec![
        Request::get(LIST),
        Request::get(LIST).header(BEARER.0, BEARER.1),
        Request::new("POST", "/analytics/view"),
        Request::new("POST", "/analytics/view").json("{}"),
    ];
    compare("labrinth-limited", LISTED, 0, requests, &[LimitsStandInside]).await;
}
