//! `reject_unlisted`: a cross-origin request from an unlisted origin never reaches the handler.

use cors_runtime::Policy;
use cors_tests::{Ask, Spy, ask_all};

fn guarded() -> Policy {
    Policy::builder().origins(["https://a.example"]).reject_unlisted(true).build().unwrap()
}

#[actix_web::test]
async fn an_unlisted_origin_gets_403() {
    for ask in [
        Ask::from("https://b.example"),
        Ask::from("null").method("POST"),
        Ask::from(""),
        Ask::from("https://a.example").line("Origin", "https://a.example"),
        Ask::from("https://b.example").line("Connection", "Upgrade").line("Upgrade", "websocket"),
        Ask::from("https://b.example").method("OPTIONS"),
        Ask::from("https://b.example").line("Sec-Fetch-Site", "cross-site"),
        Ask::from("https://b.example").line("Sec-Fetch-Site", "same-site"),
    ] {
        let answer = ask_all(guarded(), &Spy::new(), &ask).await;
        assert_eq!((answer.status, answer.runs), (403, 0), "{ask:?}");
        assert!(answer.cors().is_empty(), "{answer:?}");
        assert_eq!(answer.lines("vary"), ["Origin"]);
    }
}

#[actix_web::test]
async fn listed_same_origin_and_non_cors_requests_pass() {
    for ask in [
        Ask::from("https://a.example"),
        Ask::new("GET"),
        Ask::new("POST"),
        Ask::from("https://api.example").method("POST").line("Sec-Fetch-Site", "same-origin"),
        Ask::from("http://api.example").method("POST").line("Host", "api.example"),
        Ask::from("http://api.example:8080").method("PUT").line("Host", "api.example:8080"),
    ] {
        let answer = ask_all(guarded(), &Spy::new(), &ask).await;
        assert_eq!((answer.status, answer.runs), (200, 1), "{ask:?}");
    }
}

#[actix_web::test]
async fn a_same_origin_request_is_not_granted_anything() {
    let ask = Ask::from("http://api.example").method("POST").line("Host", "api.example");
    let answer = ask_all(guarded(), &Spy::new(), &ask).await;
    assert!(answer.cors().is_empty(), "{answer:?}");
    assert_eq!(answer.lines("vary"), ["Origin"]);
}

#[actix_web::test]
async fn near_misses_of_the_own_origin_are_cross_origin() {
    for (origin, host) in [
        ("https://api.example", "api.example"),
        ("coap://api.example", "api.example"),
        ("http://api.example", "api.example:8080"),
        ("http://api.example:8080", "api.example"),
        ("http://api.example.evil.example", "api.example"),
        ("http://evil.example", "api.example"),
        ("http://api.example/", "api.example"),
        ("http://", ""),
        ("null", "null"),
    ] {
        let ask = Ask::from(origin).method("POST").line("Host", host);
        let answer = ask_all(guarded(), &Spy::new(), &ask).await;
        assert_eq!((answer.status, answer.runs), (403, 0), "{origin} at {host}");
    }
}

#[actix_web::test]
async fn a_preflight_is_refused_as_ever() {
    let answer = ask_all(guarded(), &Spy::new(), &Ask::preflight("https://b.example", "GET")).await;
    assert_eq!((answer.status, answer.runs), (403, 0));
}

#[actix_web::test]
async fn a_refusal_reflects_nothing() {
    let ask = Ask::from("https://reflected.example").line("Host", "host-of-the-request.example");
    let answer = ask_all(guarded(), &Spy::new(), &ask).await;
    assert_eq!(answer.status, 403);
    assert!(!answer.mentions("reflected") && !answer.mentions("host-of"), "{answer:?}");
}
