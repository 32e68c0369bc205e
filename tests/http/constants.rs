//! Constants of the program in the place of literals: the same policy as if their values were written there.

use std::time::Duration;

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, get, patch, put, scope, web};
use cors_runtime::{Cors, Policy, check_app, cors, policy};
use cors_tests::{Answer, Ask};

const FRONTEND: &str = "https://a.example";
const FAMILY: &str = "https://*.family.example:*";
const LOCAL: &str = "http://localhost:3000";
const HEADER: &str = "X-Name";
const EXPOSED: &str = "X-Total";
const AGE: u32 = 600;
const STATUS: u16 = 200;

mod config {
    pub(crate) const FRONTEND: &str = "https://config.example";
    pub(crate) const METHOD: &str = "PURGE";
    pub(crate) static IN_A_STATIC: &str = "https://static.example";

    pub(crate) struct Config;

    impl Config {
        pub(crate) const ORIGIN: &'static str = "https://associated.example";
    }
}

#[cors(
    origins = [
        FRONTEND,
        "https://literal.example",
        config::FRONTEND,
        config::Config::ORIGIN,
        config::IN_A_STATIC,
        FAMILY,
        LOCAL,
        concat!("https://", env!("CARGO_PKG_NAME"), ".example"),
        concat!("https://", "joined.example"),
        "https://*.literal.example",
    ],
    methods = [PUT, config::METHOD],
    headers = ["content-type", HEADER],
    expose = [EXPOSED, "x-other"],
    credentials,
    max_age = AGE,
    preflight_status = STATUS
)]
#[put("/x")]
async fn handler() -> impl Responder {
    HttpResponse::Ok().insert_header(("x-total", "1")).body("x")
}

const ALLOWED: &[&str] = &[
    "https://a.example",
    "https://literal.example",
    "https://config.example",
    "https://associated.example",
    "https://static.example",
    "https://x.family.example",
    "https://x.y.family.example:8443",
    "http://localhost:3000",
    "https://joined.example",
    "https://cors-tests.example",
    "https://x.literal.example",
];

const REFUSED: &[&str] = &[
    "https://family.example",
    "https://evilfamily.example",
    "http://a.example",
    "https://a.example:444",
    "https://a.example.evil.example",
    "http://localhost:3001",
    "null",
    "https://FRONTEND",
];

macro_rules! answer {
    ($app:expr, $ask:expr) => {
        Answer::of(init_service($app).await.call($ask.request().to_request()).await, 0).await
    };
}

fn preflight(origin: &str, path: &str, method: &str) -> Ask {
    Ask::preflight(origin, method).at(path)
}

#[actix_web::test]
async fn each_constant_is_its_value() {
    for origin in ALLOWED {
        let ask = preflight(origin, "/x", "PUT").headers("x-name");
        let answer = answer!(App::new().service(handler), ask);
        assert_eq!(answer.status, 200, "{origin}");
        assert_eq!(
            answer.cors(),
            [
                ("allow-credentials", "true"),
                ("allow-headers", "content-type, x-name"),
                ("allow-methods", "PUT, PURGE"),
                ("allow-origin", origin),
                ("max-age", "600"),
            ]
        );
        let ask = Ask::from(origin).at("/x").method("PUT");
        let answer = answer!(App::new().service(handler), ask);
        assert_eq!((answer.status, answer.body.as_str()), (200, "x"));
        assert_eq!(
            answer.cors(),
            [
                ("allow-credentials", "true"),
                ("allow-origin", origin),
                ("expose-headers", "x-total, x-other"),
            ]
        );
    }
}

#[actix_web::test]
async fn nothing_else_is_allowed() {
    for origin in REFUSED {
        let answer = answer!(App::new().service(handler), preflight(origin, "/x", "PUT"));
        assert_eq!((answer.status, answer.cors()), (403, vec![]), "{origin}");
        let answer = answer!(App::new().service(handler), Ask::from(origin).at("/x").method("PUT"));
        assert_eq!(answer.cors(), [], "{origin}");
    }
    let app = || App::new().service(handler);
    let other = preflight("https://a.example", "/x", "PUT").headers("x-other");
    assert_eq!(answer!(app(), other).status, 403);
    let any = preflight("https://a.example", "/x", "PUT").headers("header");
    assert_eq!(answer!(app(), any).status, 403);
    assert_eq!(answer!(app(), preflight("https://a.example", "/x", "DELETE")).status, 403);
}

static NAMED: Policy = policy! {
    origins = [FRONTEND, config::FRONTEND, FAMILY],
    methods = [config::METHOD, "put", GET],
    headers = [HEADER],
    max_age = MINUTES,
};
const MINUTES: Duration = Duration::from_secs(120);

#[cors(policy = NAMED, headers = [OWN_HEADER, "content-type"], max_age = "1m")]
#[put("/named")]
async fn named() -> impl Responder {
    "named"
}
const OWN_HEADER: &str = "X-Own";

#[actix_web::test]
async fn a_named_policy_has_them_and_an_attribute_replaces_them() {
    let rest =
        || web::scope("/rest").route("", web::put().to(async || "rest")).wrap(Cors::new(&NAMED));
    for (path, headers, age) in
        [("/rest", "x-name", "120"), ("/named", "x-own, content-type", "60")]
    {
        let app = || App::new().service(rest()).service(named);
        let ask = preflight("https://x.family.example:1", path, "PUT").headers(headers);
        let answer = answer!(app(), ask);
        assert_eq!(
            answer.cors(),
            [
                ("allow-headers", headers),
                ("allow-methods", "PURGE, PUT, GET"),
                ("allow-origin", "https://x.family.example:1"),
                ("max-age", age),
            ],
            "{path}"
        );
        assert_eq!(answer!(app(), preflight("https://b.example", path, "PUT")).status, 403);
        assert_eq!(
            answer!(app(), preflight("https://a.example", path, "PUT").headers("y")).status,
            403
        );
    }
}

mod outside {
    pub(crate) const ORIGIN: &str = "https://scope.example";
}

#[cors(origins = [outside::ORIGIN, FRONTEND], reject_unlisted)]
#[scope("/scoped")]
mod scoped {
    use actix_web::{Responder, put};

    #[put("/x")]
    pub(crate) async fn inside() -> impl Responder {
        "inside"
    }
}

#[actix_web::test]
async fn a_scope_names_what_is_outside_of_its_module() {
    for origin in ["https://scope.example", "https://a.example"] {
        let answer =
            answer!(App::new().service(scoped::inside), preflight(origin, "/scoped/x", "PUT"));
        assert_eq!(answer.cors(), [("allow-methods", "PUT"), ("allow-origin", origin)]);
    }
    let ask = Ask::from("https://b.example").at("/scoped/x").method("PUT");
    assert_eq!(answer!(App::new().service(scoped::inside), ask).status, 403);
}

#[actix_web::test]
async fn a_constant_below_the_handler_in_a_function() {
    #[cors(origins = [BELOW], max_age = AGE_BELOW)]
    #[patch("/below")]
    async fn below() -> impl Responder {
        "below"
    }
    const BELOW: &str = "https://below.example";
    const AGE_BELOW: &str = "2h";
    let answer = answer!(App::new().service(below), preflight(BELOW, "/below", "PATCH"));
    let expected = [("allow-methods", "PATCH"), ("allow-origin", BELOW), ("max-age", "7200")];
    assert_eq!(answer.cors(), expected);
}

/// The same origin twice, and one that is covered: each is itself.
#[actix_web::test]
async fn one_origin_under_two_names() {
    const AGAIN: &str = FRONTEND;
    #[cors(origins = [FRONTEND, AGAIN, "https://a.example", "https://b.example"], credentials)]
    #[get("/twice")]
    async fn twice() -> impl Responder {
        "twice"
    }
    for origin in ["https://a.example", "https://b.example"] {
        let answer = answer!(App::new().service(twice), Ask::from(origin).at("/twice"));
        assert_eq!(answer.cors(), [("allow-credentials", "true"), ("allow-origin", origin)]);
    }
}

const NULL: &str = "null";

#[actix_web::test]
async fn null_is_an_origin_where_the_escape_says_so() {
    #[cors(origins = [NULL], dangerous(null_origin))]
    #[get("/null")]
    async fn null() -> impl Responder {
        "null"
    }
    let answer = answer!(App::new().service(null), Ask::from("null").at("/null"));
    assert_eq!(answer.cors(), [("allow-origin", "null")]);
    let answer = answer!(App::new().service(null), Ask::from("https://null").at("/null"));
    assert_eq!(answer.cors(), []);
}

const PUBLIC_SUFFIX: &str = "https://*.github.io";
const NOT_IDNA: &str = "https://xn--a.example";
const NOT_SHORTEST: &str = "http://[0:0:0:0:0:0:0:1]";
const OF_AN_ADDRESS: &str = "https://*.127.0.0.1";

#[cors(origins = [PUBLIC_SUFFIX, "https://a.example"], credentials)]
#[put("/suffix")]
async fn suffix() -> impl Responder {
    "suffix"
}

#[cors(origins = [NOT_IDNA, NOT_SHORTEST, OF_AN_ADDRESS])]
#[put("/forms")]
async fn forms() -> impl Responder {
    "forms"
}

/// What const evaluation does not know is said when the server starts.
#[actix_web::test]
async fn what_needs_more_than_const_evaluation_keeps_the_server_from_starting() {
    let error = check_app(|| App::new().service(suffix)).await.unwrap_err().to_string();
    assert!(
        error.contains("`https://*.github.io` covers hosts that anybody can register"),
        "{error}"
    );
    assert!(error.contains("[cors::public_suffix_with_credentials]"), "{error}");
    assert!(error.contains("policy `suffix` at "), "{error}");
    let error = check_app(|| App::new().service(forms)).await.unwrap_err().to_string();
    let codes = ["origin_bad_host", "origin_bad_ip", "origin_bad_wildcard"];
    for code in codes {
        assert!(error.contains(&format!("[cors::{code}]")), "{code} is not in {error}");
    }
    assert!(
        check_app(|| App::new().service(handler).service(named).service(scoped::inside))
            .await
            .is_ok()
    );
}

#[actix_web::test]
#[should_panic(expected = "so the server does not start")]
async fn a_server_does_not_start_with_it() {
    let _ = init_service(App::new().service(suffix)).await;
}

#[actix_web::test]
#[should_panic(expected = "[cors::public_suffix_with_credentials]")]
async fn nor_with_a_named_policy_of_that_kind() {
    static WIDE: Policy = policy! { origins = [PUBLIC_SUFFIX], credentials };
    let _ = init_service(App::new().wrap(Cors::new(&WIDE))).await;
}

#[cors(
    origins = env("NOBODY_SETS_THIS", default = [FRONTEND, "https://b.example", FAMILY]),
    credentials
)]
#[put("/env")]
async fn default() -> impl Responder {
    "default"
}

#[actix_web::test]
async fn the_default_of_a_variable_has_constants_too() {
    for origin in [FRONTEND, "https://b.example", "https://x.family.example:7"] {
        let answer = answer!(App::new().service(default), preflight(origin, "/env", "PUT"));
        assert_eq!(answer.status, 204, "{origin}");
    }
    let refused = preflight("https://c.example", "/env", "PUT");
    assert_eq!(answer!(App::new().service(default), refused).status, 403);
}
