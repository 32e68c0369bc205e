//! `Cors` around five hundred annotated routes: finding the one that a preflight belongs to takes nothing from the heap, nor
//! does a request that passes.

use actix_web::dev::{AppService, HttpServiceFactory};
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, put, web};
use cors_runtime::__private::{AnnotatedRoute, register};
use cors_runtime::{Cors, Policy, cors};
use cors_tests::Ask;

use crate::answering::Answering;
use crate::measure;

#[cors(origins = ["https://a.example"], headers = ["name"], expose = ["name"], credentials)]
#[put("/annotated")]
async fn annotated() -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// A route that is annotated by hand, for a pattern that is known at run time only.
struct Generated(&'static AnnotatedRoute);

impl Generated {
    fn new(pattern: String) -> Self {
        let policy = Policy::builder().origins(["https://a.example"]).methods(["PUT"]);
        let policy = Box::leak(Box::new(policy.build().expect("a policy")));
        let route = AnnotatedRoute::new(policy, pattern.leak(), &["PUT"]);
        Generated(Box::leak(Box::new(route)))
    }
}

impl HttpServiceFactory for Generated {
    fn register(self, service: &mut AppService) {
        let route = self.0;
        let resource = web::resource(route.path()).guard(route.guard()).to(HttpResponse::Ok);
        register(route, resource, service);
    }
}

fn configure(config: &mut web::ServiceConfig) {
    for number in 0..250 {
        config.service(Generated::new(format!("/api/v1/items{number}/{{id}}")));
    }
    let mut scope = web::scope("/users/{user}");
    for number in 0..250 {
        scope = scope.service(Generated::new(format!("/{{id}}/part{number}")));
    }
    config.service(scope).service(annotated);
}

const PATHS: [&str; 4] =
    ["/api/v1/items0/7", "/api/v1/items249/7", "/users/1/7/part0", "/users/1/7/part249"];

#[actix_web::test]
async fn a_preflight_takes_what_any_empty_answer_takes() {
    let empty = init_service(App::new().wrap(Answering::with(204))).await;
    let app = init_service(App::new().configure(configure).wrap(Cors::default())).await;
    for path in PATHS {
        let ask = Ask::preflight("https://a.example", "PUT").at(path);
        assert_eq!(measure(&app, &ask, 204).await, measure(&empty, &ask, 204).await, "{path}");
    }
}

#[actix_web::test]
async fn a_request_that_passes_takes_what_it_takes_without_cors() {
    let bare = init_service(App::new().service(annotated)).await;
    let covered = init_service(App::new().service(annotated).wrap(Cors::default())).await;
    for origin in ["https://a.example", "https://evil.example"] {
        let ask = Ask::from(origin).method("PUT").at("/annotated");
        assert_eq!(measure(&covered, &ask, 200).await, measure(&bare, &ask, 200).await, "{origin}");
    }
}
