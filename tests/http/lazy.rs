//! Policies that are known when the server starts, named in an attribute: what is written beside them replaces their
//! fields as it does those of a policy of the program, and the result is checked when the routes register.

use std::sync::LazyLock;

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, delete, get, put, routes, scope, web};
use cors_runtime::{Cors, Policy, check_app, cors};
use cors_tests::{Answer, Ask};

static PARTNERS: LazyLock<Policy> = LazyLock::new(|| {
    Policy::builder()
        .origins(["https://a.example", "https://*.partner.example"])
        .methods(["PUT", "DELETE"])
        .headers(["x-name"])
        .expose(["x-total"])
        .credentials(true)
        .max_age(60)
        .build()
        .expect("a policy")
});

static OF_ROUTE: LazyLock<Policy> =
    LazyLock::new(|| Policy::builder().any_origin().build().expect("a policy"));

static PLAIN: LazyLock<Policy> = LazyLock::new(|| {
    Policy::builder().origins(["http://plain.example"]).expose_any().build().expect("a policy")
});

#[cors(policy = PARTNERS)]
#[put("/as-it-is")]
async fn as_it_is() -> impl Responder {
    HttpResponse::Ok().insert_header(("x-total", "1")).body("as it is")
}

#[cors(policy = self::PARTNERS, headers = ["x-own"], credentials = false, max_age = 5, origins = [OTHER])]
#[put("/replaced")]
async fn replaced() -> impl Responder {
    "replaced"
}
const OTHER: &str = "https://other.example";

#[cors(policy = OF_ROUTE)]
#[delete("/of-route")]
async fn of_route() -> impl Responder {
    "of the route"
}

#[cors(policy = PARTNERS, reject_unlisted)]
#[routes]
#[put("/one")]
#[delete("/two")]
async fn several() -> impl Responder {
    "several"
}

#[cors(policy = PARTNERS, max_age = 7)]
#[scope("/scoped")]
mod scoped {
    use actix_web::{Responder, put};

    #[put("/x")]
    pub(crate) async fn inside() -> impl Responder {
        "inside"
    }
}

#[cors(policy = PARTNERS, preflight_status = 299, dangerous(public_suffixes), origins = ["https://*.github.io"])]
#[put("/dangerous")]
async fn dangerous() -> impl Responder {
    "dangerous"
}

macro_rules! answer {
    ($app:expr, $ask:expr) => {
        Answer::of(init_service($app).await.call($ask.request().to_request()).await, 0).await
    };
}

fn app() -> App<
    impl actix_web::dev::ServiceFactory<
        actix_web::dev::ServiceRequest,
        Config = (),
        Response = actix_web::dev::ServiceResponse,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    App::new()
        .service(as_it_is)
        .service(replaced)
        .service(of_route)
        .service(several)
        .service(scoped::inside)
        .service(dangerous)
}

fn preflight(origin: &str, path: &str, method: &str) -> Ask {
    Ask::preflight(origin, method).at(path)
}

#[actix_web::test]
async fn a_policy_of_the_start_up_decides() {
    for origin in ["https://a.example", "https://x.partner.example"] {
        let answer = answer!(app(), preflight(origin, "/as-it-is", "PUT").headers("x-name"));
        assert_eq!(
            answer.cors(),
            [
                ("allow-credentials", "true"),
                ("allow-headers", "x-name"),
                ("allow-methods", "PUT, DELETE"),
                ("allow-origin", origin),
                ("max-age", "60"),
            ]
        );
        let answer = answer!(app(), Ask::from(origin).at("/as-it-is").method("PUT"));
        assert_eq!(
            answer.cors(),
            [
                ("allow-credentials", "true"),
                ("allow-origin", origin),
                ("expose-headers", "x-total")
            ]
        );
    }
    for origin in ["https://b.example", "https://partner.example", "null"] {
        let answer = answer!(app(), preflight(origin, "/as-it-is", "PUT"));
        assert_eq!((answer.status, answer.cors()), (403, vec![]), "{origin}");
        let answer = answer!(app(), Ask::from(origin).at("/as-it-is").method("PUT"));
        assert_eq!(answer.cors(), [], "{origin}");
    }
}

#[actix_web::test]
async fn a_key_replaces_its_field_and_no_other() {
    let answer = answer!(app(), preflight(OTHER, "/replaced", "PUT").headers("x-own"));
    assert_eq!(
        answer.cors(),
        [
            ("allow-headers", "x-own"),
            ("allow-methods", "PUT, DELETE"),
            ("allow-origin", OTHER),
            ("max-age", "5"),
        ]
    );
    assert_eq!(answer!(app(), preflight("https://a.example", "/replaced", "PUT")).status, 403);
    assert_eq!(answer!(app(), preflight(OTHER, "/replaced", "PUT").headers("x-name")).status, 403);
}

#[actix_web::test]
async fn without_methods_those_of_the_route_are_granted() {
    let answer = answer!(app(), preflight("https://any.example", "/of-route", "DELETE"));
    assert_eq!(answer.cors(), [("allow-methods", "DELETE"), ("allow-origin", "*")]);
}

#[actix_web::test]
async fn several_routes_share_it() {
    for (path, method) in [("/one", "PUT"), ("/two", "DELETE")] {
        assert_eq!(answer!(app(), preflight("https://a.example", path, method)).status, 204);
        let refused = Ask::from("https://b.example").at(path).method(method);
        assert_eq!(answer!(app(), refused).status, 403);
    }
}

#[actix_web::test]
async fn a_scope_hands_it_to_its_routes() {
    let answer = answer!(app(), preflight("https://a.example", "/scoped/x", "PUT"));
    assert_eq!(answer.status, 204);
    assert!(answer.cors().contains(&("max-age", "7")), "{answer:?}");
    assert_eq!(answer!(app(), preflight("https://b.example", "/scoped/x", "PUT")).status, 403);
}

#[actix_web::test]
async fn an_escape_beside_it_counts() {
    let answer = answer!(app(), preflight("https://x.github.io", "/dangerous", "PUT"));
    assert_eq!(answer.status, 299);
    assert!(answer.cors().contains(&("allow-credentials", "true")), "{answer:?}");
}

#[actix_web::test]
async fn an_outermost_cors_answers_early_for_it_and_takes_one_itself() {
    let app = || {
        let rest = web::resource("/rest").route(web::put().to(async || "rest"));
        App::new().service(as_it_is).service(rest).wrap(Cors::new(&PARTNERS))
    };
    for path in ["/as-it-is", "/rest"] {
        assert_eq!(answer!(app(), preflight("https://a.example", path, "PUT")).status, 204);
        assert_eq!(answer!(app(), preflight("https://b.example", path, "PUT")).status, 403);
    }
    assert!(check_app(app).await.is_ok());
}

#[cors(policy = OF_ROUTE, credentials)]
#[get("/any")]
async fn any_with_credentials() -> impl Responder {
    ""
}

#[cors(policy = PLAIN, credentials)]
#[get("/plain")]
async fn plain_with_credentials() -> impl Responder {
    ""
}

#[cors(policy = PARTNERS, origins = ["https://*.github.io"])]
#[get("/suffix")]
async fn public_suffix() -> impl Responder {
    ""
}

#[cors(policy = PARTNERS, origins = [INSECURE])]
#[get("/insecure")]
async fn insecure_constant() -> impl Responder {
    ""
}
const INSECURE: &str = "http://insecure.example";

#[cors(policy = PARTNERS)]
#[actix_web::patch("/missing")]
async fn method_missing() -> impl Responder {
    ""
}

#[cors(policy = OF_ROUTE, credentials)]
#[scope("/any")]
mod any_scope {
    use actix_web::{Responder, get};

    #[get("/x")]
    pub(crate) async fn inside() -> impl Responder {
        ""
    }
}

macro_rules! refused {
    ($service:expr, $codes:expr) => {
        let error = check_app(|| App::new().service($service)).await.expect_err("refused");
        let policies = error.problems().filter_map(|problem| problem.policy_error());
        let issues = policies.flat_map(|error| error.issues());
        let codes: Vec<&str> = issues.map(|issue| issue.code()).collect();
        assert_eq!(codes, $codes, "{error}");
    };
}

/// What a compiler says of a policy of the program, the start says of these.
#[actix_web::test]
async fn the_rules_that_combine_fields_are_asked_when_the_server_starts() {
    refused!(any_with_credentials, ["any_origin_with_credentials"]);
    refused!(
        plain_with_credentials,
        ["insecure_origin_with_credentials", "any_expose_with_credentials"]
    );
    refused!(public_suffix, ["public_suffix_with_credentials"]);
    refused!(insecure_constant, ["insecure_origin_with_credentials"]);
    refused!(method_missing, ["method_of_route_missing"]);
    refused!(any_scope::inside, ["any_origin_with_credentials"]);
}

#[actix_web::test]
#[should_panic(expected = "so the server does not start")]
async fn a_server_does_not_start_with_it() {
    let _ = init_service(App::new().service(any_with_credentials)).await;
}
