//! Qdrant, a vector database: everything for everybody, where the operator switches CORS on. Its API key is asked for inside.
//!
//! `config/config.yaml` has the section `service`; `QDRANT__SERVICE__ENABLE_CORS` and the like override it. From
//! `src/actix/mod.rs`, `src/actix/auth.rs` and `config/config.yaml` of qdrant/qdrant.

use actix_cors::Cors as OtherCors;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Condition, Next, from_fn};
use actix_web::{App, Error, HttpResponse, web};
use cors_runtime::testing::{Browser, Fetch};
use cors_runtime::{Cors, Policy, policy};
use serde::Deserialize;

use crate::case::{Key, SERVER, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::running::Running;

const CONFIGURATION: &str = "
service:
  host: 0.0.0.0
  http_port: 6333
  enable_cors: true
  api_key: your_secret_api_key_here
";

#[derive(Deserialize)]
struct Settings {
    service: Service,
}

#[derive(Clone, Deserialize)]
struct Service {
    enable_cors: bool,
    api_key: Option<String>,
}

fn service() -> Service {
    serde_saphyr::from_str::<Settings>(CONFIGURATION).expect("the settings").service
}

/// The key stands in `api-key`, or in `Authorization` as a bearer.
async fn api_key(
    key: web::Data<Option<String>>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let bearer = text("authorization").and_then(|value| value.strip_prefix("Bearer "));
    if key.as_deref().is_none_or(|key| [text("api-key"), bearer].contains(&Some(key))) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let answer = HttpResponse::Unauthorized().body("Must provide an API key");
    Ok(request.into_response(answer).map_into_right_body())
}

fn routes(app: &mut web::ServiceConfig) {
    app.route("/", web::get().to(HttpResponse::Ok))
        .route("/collections", web::get().to(HttpResponse::Ok))
        .service(
            web::resource("/collections/{name}")
                .route(web::put().to(HttpResponse::Ok))
                .route(web::patch().to(HttpResponse::Ok))
                .route(web::delete().to(HttpResponse::Ok)),
        );
}

async fn before(service: &Service) -> Running {
    let cors = OtherCors::default().allow_any_origin().allow_any_method().allow_any_header();
    let app = App::new()
        .app_data(web::Data::new(service.api_key.clone()))
        .configure(routes)
        .wrap(from_fn(api_key))
        .wrap(Condition::new(service.enable_cors, cors));
    Running::start(app).await
}

static EVERYBODY: Policy =
    policy! { origins = any, methods = any, headers = ["*", "authorization"] };

async fn after(service: &Service) -> Running {
    let app = || {
        App::new()
            .app_data(web::Data::new(service.api_key.clone()))
            .configure(routes)
            .wrap(from_fn(api_key))
            .wrap(Condition::new(service.enable_cors, Cors::new(&EVERYBODY)))
    };
    Running::checked(app).await.expect("an application that can work")
}

const KEY: Key = ("api-key", "your_secret_api_key_here");

const DECISIONS: &[Decision] = &[
    GrantedIs204,
    AnyOriginIsStar,
    StarIsConstant,
    AnyMethodIsStar,
    AnyMethodIsEveryMethod,
    AnyHeaderIsStar,
    StarDoesNotVary,
    OtherOptionsAreRequests,
];

#[actix_web::test]
async fn switched_on() {
    let service = service();
    Comparison {
        name: "qdrant",
        before: before(&service).await,
        after: after(&service).await,
        pages: pages("https://app.example"),
        requests: requests("/collections", "/collections/", "/collections/7", Some(KEY)),
        programs: programs("/collections", Some(KEY)),
        decisions: DECISIONS,
    }
    .run()
    .await;
}

/// `any_header()` alone, as it was written for the other library: the refusal says what is missing.
#[actix_web::test]
async fn any_header_does_not_cover_authorization() {
    let policy = Policy::builder().any_origin().any_method().any_header().build();
    let cors = Cors::new(policy.expect("a policy"));
    let app = Running::start(App::new().configure(routes).wrap(cors)).await;
    let page = Browser::new().open("https://app.example");
    let url = format!("{SERVER}/collections");

    page.fetch(&app, Fetch::get(&url).header("api-key", "7")).await.assert_readable();
    let bearer = page.fetch(&app, Fetch::get(&url).header("authorization", "Bearer 7")).await;
    bearer.assert_blocked();
    assert!(bearer.to_string().contains("authorization"), "{bearer}");
}

/// What `cargo cors migrate` prints for the builder above.
#[test]
fn the_printed_policy_is_the_same() {
    let printed: &Policy = include!("migrated/qdrant.in");
    assert_eq!(printed, &EVERYBODY);
}
