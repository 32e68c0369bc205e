//! Several policies around one handler: exactly one decides, the nearest, and nothing of the others shows.

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, put, web};
use cors_runtime::{Cors, Policy, PolicyBuilder, cors};
use cors_tests::{Answer, Ask, Spy};

#[cors(origins = ["https://route.example"], headers = ["name"])]
#[put("/annotated")]
async fn annotated() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(disabled)]
#[put("/disabled")]
async fn disabled() -> impl Responder {
    HttpResponse::Ok()
}

fn outer() -> PolicyBuilder {
    Policy::builder()
        .origins(["https://outer.example"])
        .methods(["PUT", "DELETE"])
        .expose(["outer"])
        .credentials(true)
        .max_age(60)
}

fn inner() -> PolicyBuilder {
    Policy::builder().origins(["https://inner.example"]).methods(["PUT"])
}

/// `outer` around the application, `inner` around the scope `/in`, annotated handlers in both.
async fn answer(ask: Ask) -> Answer {
    let spy = Spy::new();
    let scope = web::scope("/in")
        .service(annotated)
        .service(disabled)
        .default_service(spy.route())
        .wrap(Cors::new(inner().build().unwrap()));
    let app = App::new()
        .service(scope)
        .service(annotated)
        .default_service(spy.route())
        .wrap(Cors::new(outer().build().unwrap()));
    let app = init_service(app).await;
    Answer::of(app.call(ask.request().to_request()).await, spy.runs()).await
}

/// Path, and the origin that its policy lists.
const PLACES: &[(&str, &str)] = &[
    ("/out", "https://outer.example"),
    ("/annotated", "https://route.example"),
    ("/in/side", "https://inner.example"),
    ("/in/annotated", "https://route.example"),
];

#[actix_web::test]
async fn the_nearest_policy_decides_actual_requests() {
    for (path, allowed) in PLACES {
        for (_, origin) in PLACES {
            let answer = answer(Ask::from(origin).method("PUT").at(path)).await;
            let expected: &[&str] = if origin == allowed { &[allowed] } else { &[] };
            assert_eq!(answer.lines("access-control-allow-origin"), expected, "{origin} at {path}");
            let of_outer = origin == allowed && *path == "/out";
            assert_eq!(answer.value("access-control-expose-headers").is_some(), of_outer);
            assert_eq!(answer.value("access-control-allow-credentials").is_some(), of_outer);
            assert_eq!(answer.lines("vary"), ["Origin"], "{origin} at {path}");
        }
    }
}

#[actix_web::test]
async fn the_nearest_policy_answers_preflights() {
    for (path, allowed) in PLACES {
        for (_, origin) in PLACES {
            let answer = answer(Ask::preflight(origin, "PUT").at(path)).await;
            let expected = if origin == allowed { 204 } else { 403 };
            assert_eq!((answer.status, answer.runs), (expected, 0), "{origin} at {path}");
            let of_outer = origin == allowed && *path == "/out";
            assert_eq!(answer.value("access-control-max-age").is_some(), of_outer);
        }
    }
}

#[actix_web::test]
async fn disabled_holds_under_any_policy() {
    for origin in ["https://outer.example", "https://inner.example", "https://route.example"] {
        let actual = answer(Ask::from(origin).method("PUT").at("/in/disabled")).await;
        assert_eq!(actual.status, 200);
        assert!(actual.cors().is_empty(), "{actual:?}");
        let preflight = answer(Ask::preflight(origin, "PUT").at("/in/disabled")).await;
        assert_eq!(preflight.status, 403);
        assert!(preflight.cors().is_empty(), "{preflight:?}");
    }
}
