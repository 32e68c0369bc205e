//! Every place of an annotated route, under every arrangement of middleware, in every case: a browser always gets to see what
//! the route's policy says, preflights stop at `Cors`, and handlers run exactly when they should.

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::middleware::{Compress, Logger, NormalizePath};
use actix_web::test::init_service;
use actix_web::{App, Error};
use cors_runtime::{Cors, Policy};
use cors_tests::{Answer, Ask};

use crate::routes::{PLACES, Runs, configure};
use crate::wall::Wall;

/// What a browser should see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Granted,
    Refused,
    Readable,
    Unreadable,
}

/// One request, what becomes of it and whether the handler runs.
struct Case {
    name: &'static str,
    ask: fn() -> Ask,
    query: &'static str,
    status: u16,
    seen: Seen,
    runs: usize,
}

const A: &str = "https://a.example";
const EVIL: &str = "https://evil.example";

fn put(origin: &str) -> Ask {
    Ask::from(origin).method("PUT").line("Authorization", "Bearer token").json("\"text\"")
}

#[rustfmt::skip]
const CASES: [Case; 13] = [
    Case { name: "preflight ok", ask: || Ask::preflight(A, "PUT").headers("authorization,content-type"), query: "", status: 204, seen: Seen::Granted, runs: 0 },
    Case { name: "preflight of another origin", ask: || Ask::preflight(EVIL, "PUT"), query: "", status: 403, seen: Seen::Refused, runs: 0 },
    Case { name: "preflight for another header", ask: || Ask::preflight(A, "PUT").headers("x-other"), query: "", status: 403, seen: Seen::Refused, runs: 0 },
    Case { name: "actual ok", ask: || put(A), query: "", status: 200, seen: Seen::Readable, runs: 1 },
    Case { name: "actual of another origin", ask: || put(EVIL), query: "", status: 200, seen: Seen::Unreadable, runs: 1 },
    Case { name: "401 of the handler", ask: || put(A), query: "?answer=401", status: 401, seen: Seen::Readable, runs: 1 },
    Case { name: "404 of the handler", ask: || put(A), query: "?answer=404", status: 404, seen: Seen::Readable, runs: 1 },
    Case { name: "405 of the handler", ask: || put(A), query: "?answer=405", status: 405, seen: Seen::Readable, runs: 1 },
    Case { name: "400 of an extractor", ask: || Ask::from(A).method("PUT").line("Authorization", "token").json("{"), query: "", status: 400, seen: Seen::Readable, runs: 0 },
    Case { name: "413 of an extractor", ask: || Ask::from(A).method("PUT").line("Authorization", "token").json(TOO_LONG), query: "", status: 413, seen: Seen::Readable, runs: 0 },
    Case { name: "500 of the handler", ask: || put(A), query: "?answer=500", status: 500, seen: Seen::Readable, runs: 1 },
    Case { name: "Err of the handler", ask: || put(A), query: "?fail=500", status: 500, seen: Seen::Readable, runs: 1 },
    Case { name: "Err for another origin", ask: || put(EVIL), query: "?fail=500", status: 500, seen: Seen::Unreadable, runs: 1 },
];
const TOO_LONG: &str = "\"this text is longer than the limit of the extractor\"";

type Walled = (&'static str, fn() -> Ask, Seen);

/// Without a token, where a wall stands in between.
#[rustfmt::skip]
const WALLED: [Walled; 2] = [
    ("wall", || Ask::from(A).method("PUT").json("\"text\""), Seen::Readable),
    ("wall for another origin", || Ask::from(EVIL).method("PUT").json("\"text\""), Seen::Unreadable),
];

/// All that a browser sees of a policy, and nothing of any other.
fn check(answer: &Answer, seen: Seen, cell: &str) {
    let expected: &[(&str, &str)] = match seen {
        Seen::Granted => &[
            ("allow-credentials", "true"),
            ("allow-headers", "authorization, content-type"),
            ("allow-methods", "PUT"),
            ("allow-origin", A),
            ("max-age", "6"),
        ],
        Seen::Readable => {
            &[("allow-credentials", "true"), ("allow-origin", A), ("expose-headers", "name")]
        }
        Seen::Refused | Seen::Unreadable => &[],
    };
    assert_eq!(normalised(answer), owned(expected), "{cell}");
    assert_eq!(answer.lines("vary").len(), 1, "{cell}: one line");
    let vary = answer.elements("vary");
    let is_there =
        |name: &str| vary.iter().filter(|own| own.eq_ignore_ascii_case(name)).count() == 1;
    assert!(is_there("origin"), "{cell}: {vary:?}");
    let is_preflight = matches!(seen, Seen::Granted | Seen::Refused);
    assert_eq!(is_there("access-control-request-method"), is_preflight, "{cell}: {vary:?}");
}

/// Blanks after commas do not matter.
fn normalised(answer: &Answer) -> Vec<(&str, String)> {
    let spaced = |value: &str| value.split(',').map(str::trim).collect::<Vec<_>>().join(", ");
    answer.cors().into_iter().map(|(name, value)| (name, spaced(value))).collect()
}

fn owned<'a>(lines: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    lines.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// Asks every place every case.
async fn check_all<S, B>(name: &str, app: S, runs: &Runs, wall: &Wall)
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    for (place, path) in PLACES {
        for case in &CASES {
            let cell = format!("{name} / {place} / {}", case.name);
            let (ran, walled) = (runs.count(), wall.runs());
            let ask = (case.ask)().at(&format!("{path}{}", case.query));
            let answer = Answer::of(app.call(ask.request().to_request()).await, 0).await;
            assert_eq!((answer.status, runs.count() - ran), (case.status, case.runs), "{cell}");
            check(&answer, case.seen, &cell);
            if matches!(case.seen, Seen::Granted | Seen::Refused) {
                assert_eq!(wall.runs(), walled, "{cell}: no other middleware has run");
            }
        }
        for (case, ask, seen) in WALLED.into_iter().filter(|_| wall.is_around(path)) {
            let cell = format!("{name} / {place} / {case}");
            let ran = runs.count();
            let ask = ask().at(path);
            let answer = Answer::of(app.call(ask.request().to_request()).await, 0).await;
            assert_eq!((answer.status, runs.count() - ran), (wall.status(), 0), "{cell}");
            assert_eq!(answer.body, "wall", "{cell}");
            check(&answer, seen, &cell);
        }
    }
}

fn other() -> Policy {
    let policy = Policy::builder()
        .origins(["https://evil.example", "https://other.example"])
        .methods(["PUT", "DELETE"])
        .headers(["x-other"])
        .expose(["other"])
        .max_age(60);
    policy.build().expect("a policy")
}

/// An application with all places, a wall, and middleware around them.
macro_rules! arranged {
    ($name:literal, $wall:expr, |$app:ident| $wrapped:expr) => {{
        let (runs, wall): (Runs, Wall) = (Runs::default(), $wall);
        let (around_app, around_scopes) = wall.clone().places();
        let app = App::new().app_data(runs.clone()).configure(configure(around_scopes));
        let $app = app.wrap(around_app);
        let app = init_service($wrapped).await;
        check_all($name, app, &runs, &wall).await;
    }};
}

#[actix_web::test]
async fn without_other_middleware() {
    arranged!("nothing", Wall::none(), |app| app);
    arranged!("Cors::default", Wall::none(), |app| app.wrap(Cors::default()));
    arranged!("Cors::new", Wall::none(), |app| app.wrap(Cors::new(other())));
    arranged!("both", Wall::none(), |app| app.wrap(Cors::default()).wrap(Cors::new(other())));
}

#[actix_web::test]
async fn behind_authentication_on_every_scope() {
    arranged!("401", Wall::answering(401).on_scopes(), |app| app.wrap(Cors::default()));
    arranged!("Err 401", Wall::failing(401).on_scopes(), |app| app.wrap(Cors::default()));
    arranged!("401 in another policy", Wall::answering(401).on_scopes(), |app| app
        .wrap(Cors::new(other())));
    arranged!("Err 401 in another policy", Wall::failing(401).on_scopes(), |app| app
        .wrap(Cors::new(other())));
}

#[actix_web::test]
async fn behind_authentication_on_the_application() {
    arranged!("401", Wall::answering(401), |app| app.wrap(Cors::default()));
    arranged!("Err 401", Wall::failing(401), |app| app.wrap(Cors::default()));
    arranged!("401 in another policy", Wall::answering(401), |app| app.wrap(Cors::new(other())));
    arranged!("Err 401 in another policy", Wall::failing(401), |app| app.wrap(Cors::new(other())));
}

#[actix_web::test]
async fn behind_a_rate_limit_and_a_failure() {
    arranged!("429", Wall::answering(429), |app| app.wrap(Cors::default()));
    arranged!("500", Wall::failing(500), |app| app.wrap(Cors::default()));
}

#[actix_web::test]
async fn with_the_middleware_of_actix_web() {
    arranged!("NormalizePath inside", Wall::answering(401), |app| app
        .wrap(NormalizePath::trim())
        .wrap(Cors::default()));
    arranged!("NormalizePath outside", Wall::answering(401), |app| app
        .wrap(Cors::default())
        .wrap(NormalizePath::trim()));
    arranged!("Compress inside", Wall::failing(401), |app| app
        .wrap(Compress::default())
        .wrap(Cors::default()));
    arranged!("Compress outside", Wall::answering(401), |app| app
        .wrap(Cors::default())
        .wrap(Compress::default()));
    arranged!("Logger", Wall::answering(401), |app| app
        .wrap(Logger::default())
        .wrap(Cors::default())
        .wrap(Logger::default()));
}
