//! Policies over policies over policies, of which the first is known when the server starts: whatever a literal would have
//! been refused for is refused however long the way to it is, and no key on the way is lost.

use std::sync::LazyLock;

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, delete, get, put, scope, web};
use cors_runtime::{
    Cors, CorsExt as _, Issue, OriginSet, Policy, PolicyBuilder, check_app, cors, policy,
};
use cors_tests::{Answer, Ask};

const PLAIN: &str = "http://plain.example";
const SECURE: &str = "https://secure.example";
const SUFFIX: &str = "https://*.github.io";
const NULL: &str = "null";
const AGE: u32 = 5;

fn built(builder: PolicyBuilder) -> Policy {
    builder.build().expect("a policy")
}

static ANY: LazyLock<Policy> = LazyLock::new(|| built(Policy::builder().any_origin()));
static SUFFIXES: LazyLock<Policy> = LazyLock::new(|| built(Policy::builder().origins([SUFFIX])));
static NULLS: LazyLock<Policy> =
    LazyLock::new(|| built(Policy::builder().origins([NULL]).dangerous_null_origin(true)));
/// A policy of the program that the start makes anew.
static WRITTEN: LazyLock<Policy> = LazyLock::new(|| policy! { origins = [PLAIN, SECURE] });
static SET: OriginSet = OriginSet::new();
static OF_SET: LazyLock<Policy> = LazyLock::new(|| built(Policy::builder().origin_set(&SET)));
static WALLED: LazyLock<Policy> = LazyLock::new(|| {
    let builder = Policy::builder().origins([SECURE]).methods(["PUT"]).headers(["x-name"]);
    built(builder.expose(["x-total"]).credentials(true).reject_unlisted(true).max_age(60))
});
static ESCAPED: LazyLock<Policy> = LazyLock::new(|| {
    let builder = Policy::builder().origins(["http://first.example"]).credentials(true);
    built(builder.dangerous_insecure_origins(true))
});

macro_rules! refused {
    ($($name:ident: $keys:tt, $codes:expr;)*) => {$(
        mod $name {
            use super::*;

            #[cors $keys]
            #[get("/x")]
            pub(super) async fn handler() -> impl Responder {
                "answered"
            }

            #[cors $keys]
            #[scope("/scope")]
            pub(super) mod scoped {
                pub(in super::super) mod deeper {
                    #[actix_web::get("/y")]
                    pub(in super::super::super) async fn handler() -> &'static str {
                        "answered"
                    }
                }
            }
        }
    )*

    #[actix_web::test]
    async fn what_a_literal_is_refused_for_is_refused_at_the_end_of_a_chain() {$(
        for (place, configure) in [
            ("alone", (|config| { config.service($name::handler); }) as fn(&mut web::ServiceConfig)),
            ("in a scope", |config| { config.service($name::scoped::deeper::handler); }),
        ] {
            let checked = check_app(|| App::new().configure(configure)).await;
            let Err(error) = checked else { panic!("{} {place} is not refused", stringify!($name)) };
            let policies = error.problems().filter_map(|problem| problem.policy_error());
            let issues = policies.flat_map(|error| error.issues());
            let codes: Vec<&str> = issues.map(|issue| issue.code()).collect();
            let expected: &[&str] = &$codes;
            assert_eq!(codes, expected, "{} {place}: {error}", stringify!($name));
        }
    )*}
    };
}

refused! {
    any: (policy = ANY, credentials, max_age = AGE), ["any_origin_with_credentials"];
    plain: (policy = WRITTEN, credentials, max_age = AGE), ["insecure_origin_with_credentials"];
    suffix: (policy = SUFFIXES, credentials, dangerous(insecure_origins)), ["public_suffix_with_credentials"];
    null: (policy = NULLS, credentials), ["insecure_origin_with_credentials"];
    other_escape: (policy = ESCAPED, dangerous(public_suffixes)), ["insecure_origin_with_credentials"];
    origins_any: (policy = WALLED, origins = any), ["any_origin_with_credentials"];
    expose_any: (policy = WALLED, expose = any), ["any_expose_with_credentials"];
    constant_suffix: (policy = WALLED, origins = [SUFFIX]), ["public_suffix_with_credentials"];
    constant_plain: (policy = WALLED, origins = [PLAIN]), ["insecure_origin_with_credentials"];
    suffix_in_the_middle: (policy = ESCAPED, origins = [PLAIN, SUFFIX]), ["public_suffix_with_credentials"];
}

mod admitted {
    use super::*;

    #[cors(policy = WALLED, origins = [PLAIN], dangerous(insecure_origins))]
    #[put("/constant")]
    pub(super) async fn constant() -> impl Responder {
        "answered"
    }

    #[cors(policy = WALLED, origins = [SUFFIX], dangerous(public_suffixes), methods = [DELETE])]
    #[delete("/suffix")]
    pub(super) async fn suffix() -> impl Responder {
        "answered"
    }

    #[cors(policy = ESCAPED, origins = [PLAIN], credentials, methods = [PUT])]
    #[scope("/scope")]
    pub(super) mod scoped {
        use actix_web::{Responder, put};

        #[put("/inherits")]
        pub(in super::super) async fn inherits() -> impl Responder {
            "answered"
        }
    }
}

macro_rules! answer {
    ($app:expr, $ask:expr) => {
        Answer::of(init_service($app).await.call($ask.request().to_request()).await, 0).await
    };
}

/// An escape that is needed only because of the credentials of the policy that it stands over.
#[actix_web::test]
async fn an_escape_over_credentials_admits_what_it_names() {
    let app = || {
        let app = App::new().service(admitted::constant).service(admitted::suffix);
        app.service(admitted::scoped::inherits)
    };
    check_app(app).await.expect("no problem");
    for (origin, path, method) in [
        (PLAIN, "/constant", "PUT"),
        ("https://x.github.io", "/suffix", "DELETE"),
        (PLAIN, "/scope/inherits", "PUT"),
    ] {
        let answer = answer!(app(), Ask::preflight(origin, method).at(path));
        assert_eq!(answer.status, 204, "{path}: {answer:?}");
        assert!(answer.cors().contains(&("allow-credentials", "true")), "{path}: {answer:?}");
    }
}

#[cors(policy = WALLED, credentials = false)]
#[scope("/kept")]
mod kept {
    use actix_web::{HttpResponse, Responder, put};

    pub(super) mod deeper {
        use super::*;

        #[put("/one")]
        pub(in super::super) async fn one() -> impl Responder {
            HttpResponse::Ok().insert_header(("x-total", "1")).body("answered")
        }
    }

    /// Over the policy of the start itself, and not over that of the module.
    #[cors_runtime::cors(policy = super::WALLED, origins = ["https://*.own.example"], reject_unlisted = false)]
    #[put("/two")]
    pub(super) async fn two() -> impl Responder {
        "answered"
    }
}

#[actix_web::test]
async fn what_a_chain_does_not_write_stays() {
    let app = || App::new().service(kept::deeper::one).service(kept::two);
    let made = answer!(app(), Ask::from(SECURE).method("PUT").at("/one"));
    assert_eq!(made.cors(), [("allow-origin", SECURE), ("expose-headers", "x-total")]);
    let kept_out = answer!(app(), Ask::from("https://evil.example").method("PUT").at("/one"));
    assert_eq!((kept_out.status, kept_out.cors()), (403, vec![]));
    let asked = answer!(app(), Ask::preflight(SECURE, "PUT").headers("x-name").at("/one"));
    assert_eq!(
        asked.cors(),
        [
            ("allow-headers", "x-name"),
            ("allow-methods", "PUT"),
            ("allow-origin", SECURE),
            ("max-age", "60")
        ]
    );
    let own = answer!(app(), Ask::from("https://x.own.example").method("PUT").at("/kept/two"));
    assert!(own.cors().contains(&("allow-credentials", "true")), "{own:?}");
    let let_in = answer!(app(), Ask::from(SECURE).method("PUT").at("/kept/two"));
    assert_eq!((let_in.status, let_in.cors()), (200, vec![]));
}

#[cors(policy = OF_SET, credentials)]
#[get("/set")]
async fn of_set() -> impl Responder {
    "answered"
}

/// A set learns of the credentials that were written over the policy which it is in.
#[actix_web::test]
async fn a_set_admits_no_origin_that_a_policy_over_its_own_refuses() {
    let app = || App::new().service(of_set);
    check_app(app).await.expect("no problem");
    let _running = init_service(app()).await;
    let error = SET.replace([PLAIN]).expect_err("without TLS");
    let codes: Vec<&str> = error.issues().map(Issue::code).collect();
    assert_eq!(codes, ["insecure_origin_with_credentials"]);
    assert!(!SET.contains(PLAIN));
}

static REFUSED: Policy = policy! { origins = [SUFFIX], credentials };

/// Also where no attribute uses it: what const evaluation cannot know of a constant.
#[actix_web::test]
async fn a_refused_policy_is_said_wherever_it_is_used() {
    let resource = || web::resource("/x").route(web::get().to(HttpResponse::Ok));
    for (place, checked) in [
        ("around", check_app(|| App::new().service(resource()).wrap(Cors::new(&REFUSED))).await),
        ("service", check_app(|| App::new().service(resource().cors(&REFUSED))).await),
        (
            "scope",
            check_app(|| App::new().service(web::scope("/s").service(resource()).cors(&REFUSED)))
                .await,
        ),
    ] {
        let Err(error) = checked else { panic!("{place} is not refused") };
        assert!(error.to_string().contains("public_suffix_with_credentials"), "{place}: {error}");
    }
}
