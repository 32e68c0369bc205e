//! Other libraries, at their newest versions, with the same policy.

use std::task::{Context, Poll, Waker};

use actix_web::App;
use actix_web::http::header::{CONTENT_TYPE, HeaderName};
use axum::Router;
use axum::body::Body;
use axum::http::{self, HeaderValue, Method};
use axum::routing::get;
use tower::Service;
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::{Contender, Ready, actix, bare, but_a_million};
use crate::answer::{Answer, Promise};
use crate::scenario::{PATH, Scenario};

pub(super) fn all() -> Vec<Contender> {
    vec![
        Contender {
            name: "actix-cors",
            about: "actix-cors 0.7 around plain handlers",
            promise: Promise::WhoMayRead,
            enters: but_a_million,
            ready: actix_cors,
        },
        Contender {
            name: "axum",
            about: "axum and two handlers, no CORS",
            promise: Promise::Nothing,
            enters: |scenario| scenario.origins == 1,
            ready: |scenario| routed(router(), scenario),
        },
        Contender {
            name: "tower-http",
            about: "axum with tower-http 0.7's `CorsLayer`",
            promise: Promise::WhoMayRead,
            enters: but_a_million,
            ready: |scenario| routed(router().layer(tower_http(scenario)), scenario),
        },
    ]
}

fn actix_cors(scenario: &Scenario) -> Box<dyn Ready> {
    let origins = scenario.origins();
    let app = move || {
        let cors = actix_cors::Cors::default()
            .allowed_methods(["GET", "PUT"])
            .allowed_headers([CONTENT_TYPE, HeaderName::from_static("x-name")])
            .expose_headers(["x-name"])
            .supports_credentials()
            .max_age(6);
        let cors = origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin));
        App::new().service(bare::read).service(bare::write).wrap(cors)
    };
    actix::ready(app, scenario)
}

fn router() -> Router {
    Router::new().route(PATH, get(|| async {}).put(|| async {}))
}

fn tower_http(scenario: &Scenario) -> CorsLayer {
    let value = |origin: &String| HeaderValue::from_str(origin).expect("visible ASCII");
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(scenario.origins().iter().map(value)))
        .allow_methods([Method::GET, Method::PUT])
        .allow_headers([
            http::header::CONTENT_TYPE,
            HeaderName::from_static("x-name").as_str().parse().expect("a name"),
        ])
        .expose_headers(["x-name".parse::<http::HeaderName>().expect("a name")])
        .allow_credentials(true)
        .max_age(std::time::Duration::from_secs(6))
}

struct Axum {
    router: Router,
    scenario: Scenario,
    waiting: Vec<http::Request<Body>>,
}

/// As `axum::serve` does it: without the state, `Router::call` would apply the layer again for each request.
fn routed(router: Router, scenario: &Scenario) -> Box<dyn Ready> {
    Box::new(Axum { router: router.with_state(()), scenario: *scenario, waiting: Vec::new() })
}

impl Axum {
    fn request(&self) -> http::Request<Body> {
        let mut request = http::Request::builder()
            .method(self.scenario.method())
            .uri(PATH)
            .header("host", "api.example")
            .header("user-agent", "Mozilla/5.0")
            .header("accept", "*/*");
        for (name, value) in self.scenario.headers() {
            request = request.header(name, value);
        }
        request.body(Body::empty()).expect("a request")
    }

    fn call(&mut self, request: http::Request<Body>) -> http::Response<Body> {
        let future = std::pin::pin!(self.router.call(request));
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(response)) => response,
            Poll::Ready(Err(never)) => match never {},
            Poll::Pending => unreachable!("nothing here waits"),
        }
    }
}

impl Ready for Axum {
    fn load(&mut self, count: usize) {
        self.waiting = (0..count).map(|_| self.request()).collect();
    }

    fn run(&mut self) {
        while let Some(request) = self.waiting.pop() {
            drop(self.call(request));
        }
    }

    fn answer(&mut self) -> Option<Answer> {
        let request = self.request();
        let response = self.call(request);
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), text(value)));
        Some(Answer::new(response.status().as_u16(), headers))
    }
}
