//! What every handler of the suite must answer: its preflight, its requests, and nothing to strangers.

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::web::ServiceConfig;
use actix_web::{App, http::StatusCode};
use cors_tests::{Answer, Ask};

/// The origin that every policy of the suite lists.
pub(crate) const FRIEND: &str = "https://a.example";

const STRANGER: &str = "https://b.example";

/// The body that the handlers answer.
pub(crate) const BODY: &str = "answered";

async fn ask(configure: fn(&mut ServiceConfig), ask: &Ask) -> Answer {
    let app = init_service(App::new().configure(configure)).await;
    Answer::of(app.call(ask.request().to_request()).await, 0).await
}

/// Asks a handler as a browser would.
pub(crate) async fn check(configure: fn(&mut ServiceConfig), method: &str, path: &str) {
    let preflight = ask(configure, &Ask::preflight(FRIEND, method).at(path)).await;
    let origin = |answer: &Answer| answer.value("access-control-allow-origin");
    let place = format!("{method} {path}");
    assert_eq!(preflight.status, StatusCode::NO_CONTENT, "{place}: {preflight:?}");
    assert_eq!(origin(&preflight).as_deref(), Some(FRIEND), "{place}");
    let granted = preflight.elements("access-control-allow-methods");
    assert_eq!(granted, [method], "{place}");

    let actual = Ask::from(FRIEND).method(method).at(path);
    let answer = ask(configure, &actual).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, BODY), "{place}: {answer:?}");
    assert_eq!(origin(&answer).as_deref(), Some(FRIEND), "{place}");

    let strange = ask(configure, &Ask::from(STRANGER).method(method).at(path)).await;
    assert_eq!((strange.status, origin(&strange)), (200, None), "{place}");
    let refused = ask(configure, &Ask::preflight(STRANGER, method).at(path)).await;
    assert_eq!((refused.status, origin(&refused)), (403, None), "{place}");
}
