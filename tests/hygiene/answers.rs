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

/// The header that lets a page read a response.
fn origin(answer: &Answer) -> Option<String> {
    answer.value("access-control-allow-origin")
}

/// Asks a handler as a browser would.
pub(crate) async fn check(configure: fn(&mut ServiceConfig), method: &str, path: &str) {
    let place = format!("{method} {path}");
    check_friend(configure, method, path).await;
    let strange = ask(configure, &Ask::from(STRANGER).method(method).at(path)).await;
    assert_eq!((strange.status, origin(&strange)), (200, None), "{place}");
    check_stranger_is_refused(configure, method, path).await;
}

/// The same of a handler with `reject_unlisted`, which strangers never reach.
pub(crate) async fn check_guarded(configure: fn(&mut ServiceConfig), method: &str, path: &str) {
    let place = format!("{method} {path}");
    check_friend(configure, method, path).await;
    let strange = ask(configure, &Ask::from(STRANGER).method(method).at(path)).await;
    assert_eq!((strange.status, origin(&strange)), (403, None), "{place}");
    assert_ne!(strange.body, BODY, "{place}");
    check_stranger_is_refused(configure, method, path).await;
}

/// The same of a handler for any origin.
pub(crate) async fn check_public(configure: fn(&mut ServiceConfig), method: &str, path: &str) {
    for asked in [Ask::preflight(STRANGER, method), Ask::from(STRANGER).method(method)] {
        let answer = ask(configure, &asked.at(path)).await;
        assert!([200, 204].contains(&answer.status), "{method} {path}: {answer:?}");
        assert_eq!(origin(&answer).as_deref(), Some("*"), "{method} {path}");
    }
}

/// A handler without a policy: everybody is answered, and no page may read it.
pub(crate) async fn check_none(configure: fn(&mut ServiceConfig), method: &str, path: &str) {
    for page in [FRIEND, STRANGER] {
        let answer = ask(configure, &Ask::from(page).method(method).at(path)).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, BODY), "{path}");
        assert_eq!(origin(&answer), None, "{path}");
    }
}

async fn check_friend(configure: fn(&mut ServiceConfig), method: &str, path: &str) {
    let preflight = ask(configure, &Ask::preflight(FRIEND, method).at(path)).await;
    let place = format!("{method} {path}");
    assert_eq!(preflight.status, StatusCode::NO_CONTENT, "{place}: {preflight:?}");
    assert_eq!(origin(&preflight).as_deref(), Some(FRIEND), "{place}");
    let granted = preflight.elements("access-control-allow-methods");
    assert_eq!(granted, [method], "{place}");

    let actual = Ask::from(FRIEND).method(method).at(path);
    let answer = ask(configure, &actual).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, BODY), "{place}: {answer:?}");
    assert_eq!(origin(&answer).as_deref(), Some(FRIEND), "{place}");
}

async fn check_stranger_is_refused(configure: fn(&mut ServiceConfig), method: &str, path: &str) {
    let refused = ask(configure, &Ask::preflight(STRANGER, method).at(path)).await;
    assert_eq!((refused.status, origin(&refused)), (403, None), "{method} {path}");
}
