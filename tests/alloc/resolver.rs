//! Origins that are asked for elsewhere: deciding by a remembered yes takes nothing from the heap at an annotated route, with a
//! key that is borrowed from the request or without one. A `Cors` takes a list of the answers that belong to the request, which
//! is one allocation; and what only the router knows is found for it in copies of the path.

use std::borrow::Cow;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::test::init_service;
use actix_web::{App, Error, HttpResponse, put, web};
use cors_runtime::{
    Cors, OriginResolver, Policy, ResolvedOrigins, ResolverError, ResolverLimits, ResolverRequest,
    cors, policy,
};
use cors_tests::Ask;

use crate::WARM_UP;
use crate::counting::Counts;

struct Everybody(bool);

impl OriginResolver for Everybody {
    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
        if self.0 { request.host().map(Cow::from) } else { None }
    }

    async fn resolve(&self, _: &str, _: Option<&str>) -> Result<bool, ResolverError> {
        Ok(true)
    }
}

static ANY: ResolvedOrigins = ResolvedOrigins::new();
static BY_HOST: ResolvedOrigins = ResolvedOrigins::new();
static COVERED: Policy = policy! { origins = from(BY_HOST), methods = [PUT] };

#[cors(origins = from(ANY))]
#[put("/any")]
async fn any() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(origins = from(BY_HOST))]
#[put("/by-host")]
async fn by_host() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(origins = ["https://a.example"])]
#[put("/listed")]
async fn listed() -> HttpResponse {
    HttpResponse::Ok().finish()
}

fn start() {
    let limits =
        ResolverLimits { allowed_for: Duration::from_secs(3_600), ..ResolverLimits::default() };
    ANY.start(Everybody(false), limits);
    BY_HOST.start(Everybody(true), limits);
}

fn ask(path: &str) -> Ask {
    Ask::from("https://a.example").method("PUT").at(path).line("Host", "acme.example")
}

fn preflight(path: &str) -> Ask {
    Ask::preflight("https://a.example", "PUT").at(path).line("Host", "acme.example")
}

/// What a warm application takes for one request. The cache of answers (`moka`) tidies itself up once in 64 looks, on the thread
/// that looks, and takes something for that; all other rounds are alike.
async fn usual<S, B>(app: &S, ask: &Ask, status: u16) -> Counts
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    const ROUNDS: usize = 128;
    let mut counts = Vec::new();
    for round in 0..WARM_UP + ROUNDS {
        let request = ask.request().to_request();
        let before = Counts::now();
        let response = app.call(request).await.expect("a response");
        let answered = response.status().as_u16();
        drop(response);
        let taken = Counts::now().since(before);
        assert_eq!(answered, status, "{ask:?}");
        if round >= WARM_UP {
            counts.push(taken);
        }
    }
    counts.sort_unstable_by_key(|own| own.calls);
    let usual = counts[0];
    let others = counts.iter().filter(|own| **own != usual).count();
    assert!(others <= 2 * ROUNDS / 64, "{others} of {ROUNDS} rounds differ: {counts:?}");
    usual
}

#[actix_web::test]
async fn a_remembered_yes_at_a_route_takes_what_a_listed_origin_takes() {
    start();
    let app = init_service(App::new().service(any).service(by_host).service(listed)).await;
    let floor = usual(&app, &ask("/listed"), 200).await;
    let floor_of_preflight = usual(&app, &preflight("/listed"), 204).await;
    for path in ["/any", "/by-host"] {
        assert_eq!(usual(&app, &ask(path), 200).await, floor, "{path}");
        assert_eq!(usual(&app, &preflight(path), 204).await, floor_of_preflight, "{path}");
    }
}

#[actix_web::test]
async fn a_cors_takes_one_list_of_answers() {
    start();
    let app = || App::new().route("/", web::put().to(HttpResponse::Ok));
    let written =
        Policy::builder().origins(["https://a.example"]).methods(["PUT"]).build().unwrap();
    let floor = init_service(app().wrap(Cors::new(written))).await;
    let resolved = init_service(app().wrap(Cors::new(&COVERED))).await;
    for (ask, status) in [(ask("/"), 200), (preflight("/"), 204)] {
        let taken = usual(&resolved, &ask, status).await;
        let Counts { calls, .. } = usual(&floor, &ask, status).await;
        assert_eq!(taken.calls, calls + 1, "{ask:?}");
        println!("Cors::new with a remembered yes: {taken:?}, without a resolver {calls} calls");
    }
}
