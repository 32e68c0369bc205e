//! `auth`: preflights are answered in spite of the token check, and its refusals can be read.

use cors_tests::{Answer, Ask, Example, ask_port, json_at};
use serde_json::{Value, json};

use crate::says_which_port_is_taken;

const PAGE: &str = "http://localhost:3100";
const API: u16 = 4100;
const PORTS: [u16; 2] = [3100, API];

fn start() -> Example {
    Example::start("auth", &PORTS)
}

fn ask(ask: &Ask) -> Answer {
    ask_port(API, ask)
}

fn preflight(origin: &str, path: &str, method: &str, headers: &str) -> Answer {
    ask(&Ask::preflight(origin, method).headers(headers).at(path))
}

fn put(origin: &str) -> Ask {
    Ask::from(origin).method("PUT").at("/api/note").json(r#"{"text":"hello"}"#)
}

fn log_in(password: &str) -> Answer {
    let account = format!(r#"{{"user":"ada","password":"{password}"}}"#);
    ask(&Ask::from(PAGE).method("POST").at("/login").json(&account))
}

/// An [`Answer`] shows quotes with a backslash, as it does every byte that could deceive a reader.
fn body(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body.replace('\\', "")).expect("a body of JSON")
}

fn counts() -> Value {
    json_at(API, "/counts")
}

#[test]
fn preflights_are_answered_before_the_token_check() {
    let _example = start();
    let granted = preflight(PAGE, "/api/note", "PUT", "authorization,content-type");
    assert_eq!(granted.status, 204, "{granted:?}");
    assert_eq!(
        granted.cors(),
        [
            ("allow-headers", "authorization, content-type"),
            ("allow-methods", "PUT"),
            ("allow-origin", PAGE),
            ("max-age", "600"),
        ]
    );
    for (origin, path, method, headers) in [
        ("http://localhost:3000", "/api/note", "PUT", "authorization"),
        (PAGE, "/api/note", "PUT", "x-other"),
    ] {
        let refused = preflight(origin, path, method, headers);
        assert_eq!((refused.status, refused.cors()), (403, vec![]), "{origin} {method} {headers}");
    }
    assert_eq!(counts()["options_at_the_check"], 0);

    // Of a path or method that no route has, nobody says yes: the token check answers, as it does everything in its scope.
    for (path, method) in [("/api/nowhere", "PUT"), ("/api/note", "DELETE")] {
        let unknown = preflight(PAGE, path, method, "authorization");
        assert_eq!((unknown.status, unknown.cors()), (401, vec![]), "{method} {path}");
    }
    assert_eq!(counts()["options_at_the_check"], 2);
}

#[test]
fn the_401_of_the_token_check_can_be_read() {
    let _example = start();
    for ask_for in [put(PAGE), put(PAGE).line("Authorization", "Bearer wrong")] {
        let refused = ask(&ask_for);
        assert_eq!(refused.status, 401);
        assert_eq!(refused.cors(), [("allow-origin", PAGE)]);
        assert_eq!(refused.lines("vary"), ["Origin"]);
        assert_eq!(refused.lines("content-type"), ["application/json"]);
        assert_eq!(body(&refused), json!({ "error": "a bearer token is needed" }));
    }
    let elsewhere = ask(&put("http://localhost:3000"));
    assert_eq!((elsewhere.status, elsewhere.cors()), (401, vec![]));
    let expected = json!({ "options_at_the_check": 0, "refused": 3, "admitted": 0, "saved": 0 });
    assert_eq!(counts(), expected);
}

#[test]
fn a_login_gives_a_token_that_opens_and_a_cookie_that_is_known() {
    let _example = start();
    let wrong = log_in("byron");
    assert_eq!(wrong.status, 401);
    assert_eq!(wrong.cors(), [("allow-credentials", "true"), ("allow-origin", PAGE)]);
    assert_eq!(body(&wrong), json!({ "error": "wrong user or password" }));

    let granted = log_in("lovelace");
    assert_eq!(granted.status, 200);
    assert_eq!(granted.cors(), [("allow-credentials", "true"), ("allow-origin", PAGE)]);
    let token = body(&granted)["token"].as_str().expect("a token").to_owned();
    let session = granted.value("set-cookie").expect("a session");
    assert!(session.contains("HttpOnly"), "{session}");

    let bearer = format!("Bearer {token}");
    let saved = ask(&put(PAGE).line("Authorization", &bearer));
    assert_eq!((saved.status, saved.body.as_str()), (200, "saved"));
    assert_eq!(saved.cors(), [("allow-origin", PAGE)]);
    let read = ask(&Ask::from(PAGE).at("/api/note").line("Authorization", &bearer));
    assert_eq!((read.status, read.body.as_str()), (200, "hello"));

    let cookie = session.split(';').next().expect("a value");
    let known = ask(&Ask::from(PAGE).at("/me").line("Cookie", cookie));
    assert_eq!((known.status, known.body.as_str()), (200, "ada"));
    assert_eq!(known.cors(), [("allow-credentials", "true"), ("allow-origin", PAGE)]);
    let stranger = ask(&Ask::from(PAGE).at("/me"));
    assert_eq!(stranger.status, 401);
    assert_eq!(body(&stranger), json!({ "error": "nobody is logged in" }));
}

#[test]
fn the_page_is_served() {
    let _example = start();
    let page = ask_port(3100, &Ask::new("GET"));
    assert_eq!(page.status, 200);
    assert!(page.mentions("/auth.js"), "{page:?}");
    assert_eq!(ask_port(3100, &Ask::new("GET").at("/auth.js")).status, 200);
}

#[test]
fn a_second_one_says_which_port_is_taken() {
    says_which_port_is_taken("auth", 3100, &PORTS);
}
