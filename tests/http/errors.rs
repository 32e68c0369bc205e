//! Errors of extractors, handlers and inner middleware: a script may read them exactly as it may read a success.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::StatusCode;
use actix_web::test::init_service;
use actix_web::{App, Error, HttpResponse, Resource, error, web};
use cors_runtime::{Cors, Policy};
use cors_tests::{Answer, Ask, Spy};

/// A middleware that lets nothing through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failing;

#[derive(Debug)]
pub(crate) struct FailingService<S> {
    inner: S,
}

impl<S, B> Transform<S, ServiceRequest> for Failing
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<B>;
    type Error = Error;
    type Transform = FailingService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(FailingService { inner }))
    }
}

impl<S, B> Service<ServiceRequest> for FailingService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<B>;
    type Error = Error;
    type Future = Ready<Result<Self::Response, Error>>;

    forward_ready!(inner);

    fn call(&self, _request: ServiceRequest) -> Self::Future {
        let teapot = HttpResponse::ImATeapot().insert_header(("Vary", "Cookie")).body("no");
        ready(Err(error::InternalError::from_response("refused inside", teapot).into()))
    }
}

/// A handler that takes a short text as JSON.
pub(crate) fn json(path: &str, spy: &Spy) -> Resource {
    let spy = spy.clone();
    let handler = move |_: web::Json<String>| {
        let spy = spy.clone();
        async move { spy.run() }
    };
    web::resource(path)
        .app_data(web::JsonConfig::default().limit(32))
        .route(web::post().to(handler))
}

async fn fails() -> Result<HttpResponse, Error> {
    Err(error::ErrorInternalServerError("inside the handler"))
}

async fn finds_nothing() -> HttpResponse {
    HttpResponse::NotFound().finish()
}

async fn unauthorized() -> Result<HttpResponse, Error> {
    Err(error::ErrorUnauthorized("who are you"))
}

fn policy() -> Arc<Policy> {
    let policy =
        Policy::builder().origins(["https://a.example"]).expose(["name"]).credentials(true);
    Arc::new(policy.build().unwrap())
}

fn resources(spy: &Spy) -> Vec<Resource> {
    vec![
        json("/json", spy),
        web::resource("/fails").to(fails),
        web::resource("/nothing").to(finds_nothing),
        web::resource("/unauthorized").to(unauthorized),
        web::resource("/typed/{number}")
            .to(|_: web::Path<u32>| async { HttpResponse::Ok().finish() }),
        web::resource("/posted").route(web::post().to(HttpResponse::Ok)),
    ]
}

/// What is asked, and the status that the application has for it.
fn asks() -> Vec<(Ask, u16)> {
    let post = |path: &str| Ask::new("POST").at(path);
    vec![
        (post("/json").json("{"), 400),
        (post("/json").line("Content-Type", "text/plain"), 400),
        (post("/json").json(&format!("\"{}\"", "x".repeat(64))), 413),
        (post("/fails"), 500),
        (post("/nothing"), 404),
        (post("/unauthorized"), 401),
        (post("/typed/word"), 404),
        (Ask::new("GET").at("/posted"), 405),
    ]
}

async fn around_the_app(ask: &Ask) -> Answer {
    let spy = Spy::new();
    let app = resources(&spy).into_iter().fold(App::new(), App::service);
    let app = init_service(app.wrap(Cors::new(policy()))).await;
    Answer::of(app.call(ask.request().to_request()).await, spy.runs()).await
}

async fn around_the_resource(ask: &Ask) -> Answer {
    let spy = Spy::new();
    let wrapped = resources(&spy).into_iter().map(|resource| resource.wrap(Cors::new(policy())));
    let app = init_service(wrapped.fold(App::new(), App::service)).await;
    Answer::of(app.call(ask.request().to_request()).await, spy.runs()).await
}

#[actix_web::test]
async fn a_listed_origin_may_read_every_error() {
    for (ask, status) in asks() {
        let ask = ask.line("Origin", "https://a.example");
        for answer in [around_the_app(&ask).await, around_the_resource(&ask).await] {
            assert_eq!((answer.status, answer.runs), (status, 0), "{ask:?}");
            assert_eq!(
                answer.cors(),
                [
                    ("allow-credentials", "true"),
                    ("allow-origin", "https://a.example"),
                    ("expose-headers", "name"),
                ],
                "{ask:?}"
            );
            assert_eq!(answer.lines("vary"), ["Origin"], "{ask:?}");
        }
    }
}

#[actix_web::test]
async fn others_may_not() {
    for (ask, status) in asks() {
        for ask in [ask.clone(), ask.line("Origin", "https://b.example")] {
            for answer in [around_the_app(&ask).await, around_the_resource(&ask).await] {
                assert_eq!((answer.status, answer.runs), (status, 0), "{ask:?}");
                assert!(answer.cors().is_empty(), "{answer:?}");
                assert_eq!(answer.lines("vary"), ["Origin"], "{ask:?}");
            }
        }
    }
}

#[actix_web::test]
async fn a_path_that_nobody_serves_is_covered_by_the_application() {
    let answer = around_the_app(&Ask::from("https://a.example").at("/nowhere")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND.as_u16());
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://a.example"]);
}

/// `Failing` inside `Cors`, in each place where middleware can stand; the error is still one when it reaches `Cors`.
async fn around_a_failing_middleware(ask: &Ask) -> [Answer; 3] {
    let spy = Spy::new();
    let inside = || web::resource("/").route(spy.route());
    let app = App::new().service(inside()).wrap(Failing).wrap(Cors::new(policy()));
    let app = init_service(app).await.call(ask.request().to_request()).await;
    let scope = web::scope("").service(inside()).wrap(Failing).wrap(Cors::new(policy()));
    let scope =
        init_service(App::new().service(scope)).await.call(ask.request().to_request()).await;
    let resource = inside().wrap(Failing).wrap(Cors::new(policy()));
    let resource =
        init_service(App::new().service(resource)).await.call(ask.request().to_request()).await;
    [
        Answer::of(app, spy.runs()).await,
        Answer::of(scope, spy.runs()).await,
        Answer::of(resource, spy.runs()).await,
    ]
}

#[actix_web::test]
async fn the_error_of_an_inner_middleware_carries_the_headers() {
    for answer in around_a_failing_middleware(&Ask::from("https://a.example")).await {
        assert_eq!((answer.status, answer.runs, answer.body.as_str()), (418, 0, "no"));
        assert_eq!(
            answer.cors(),
            [
                ("allow-credentials", "true"),
                ("allow-origin", "https://a.example"),
                ("expose-headers", "name"),
            ]
        );
        assert_eq!(answer.elements("vary"), ["Cookie", "Origin"]);
    }
    for ask in [Ask::from("https://b.example"), Ask::new("GET")] {
        for answer in around_a_failing_middleware(&ask).await {
            assert_eq!(answer.status, 418);
            assert!(answer.cors().is_empty(), "{answer:?}");
            assert_eq!(answer.elements("vary"), ["Cookie", "Origin"]);
        }
    }
}

#[actix_web::test]
async fn a_preflight_does_not_reach_an_inner_middleware() {
    for answer in around_a_failing_middleware(&Ask::preflight("https://a.example", "GET")).await {
        assert_eq!((answer.status, answer.runs), (204, 0));
    }
}
