//! What a failed assertion says: the step, the exchange, the policy, and what to change.

use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_web::App;
use actix_web::test::init_service;
use cors_runtime::testing::{Browser, Fetch, Fetched};
use cors_runtime::{Cors, Policy};

use crate::app::{HOME, application, at};

async fn fetched(page: &str, fetch: Fetch) -> Fetched {
    let app = init_service(application()).await;
    Browser::new().open(page).fetch(&app, fetch).await
}

/// The message of the panic.
pub(crate) fn complaint<T>(act: impl FnOnce() -> T) -> String {
    let silent = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| ()));
    let panic = catch_unwind(AssertUnwindSafe(act)).err().expect("it panics");
    std::panic::set_hook(silent);
    *panic.downcast::<String>().expect("a text")
}

pub(crate) fn assert_says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is missing:\n{text}");
    }
}

#[actix_web::test]
async fn a_header_that_is_not_listed() {
    let fetch = Fetch::put(at("/getData")).header("x-other", "1");
    let res = fetched(HOME, fetch).await;
    let said = complaint(|| res.assert_readable().status());
    assert_says(
        &said,
        &[
            "the page http://localhost:3000 may not read http://localhost:4000/getData",
            "blocked at the answer to the preflight: Access-Control-Allow-Origin is missing",
            "1. OPTIONS http://localhost:4000/getData  (preflight)",
            "access-control-request-headers: x-other",
            "answered: 403",
            "a requested header is not listed: `x-other`",
            r#"policy: origins = ["http://localhost:3000"], methods = ["PUT"], headers = ["name"], expose = ["name"], credentials, max_age = 600"#,
            "console: Access to fetch at 'http://localhost:4000/getData' from origin",
            "help: add `x-other` to `headers` of `put_data` at ",
            "app.rs:",
        ],
    );
}

#[actix_web::test]
async fn authorization_that_a_star_does_not_cover() {
    let policy = Policy::builder().origins([HOME]).methods(["PUT"]).any_header().build().unwrap();
    let app = init_service(App::new().wrap(Cors::new(policy))).await;
    let fetch = Fetch::put(at("/")).header("authorization", "1");
    let res = Browser::new().open(HOME).fetch(&app, fetch).await;
    let listed = r#"`["*", "authorization"]`"#;
    assert_says(
        &complaint(|| res.assert_readable().status()),
        &[
            &format!("`*` does not cover `authorization`; {listed} does"),
            "help: `*` does not cover `authorization`: let `headers` of ",
            &format!("be {listed}"),
        ],
    );
}

#[actix_web::test]
async fn an_origin_that_differs_only_by_port() {
    let res = fetched("http://localhost:3001", Fetch::put(at("/getData"))).await;
    assert_says(
        &complaint(|| res.status()),
        &[
            "help: `http://localhost:3001` differs only by the port from `http://localhost:3000`, which is allowed",
            "help: add `http://localhost:3001` to `origins` of `put_data`",
        ],
    );
}

#[actix_web::test]
async fn a_method_that_is_not_listed() {
    let app = App::new()
        .wrap(Cors::new(Policy::builder().origins([HOME]).methods(["PUT"]).build().unwrap()));
    let app = init_service(app).await;
    let res = Browser::new().open(HOME).fetch(&app, Fetch::delete(at("/"))).await;
    assert_says(&res.to_string(), &["help: add `DELETE` to `methods` of ", "explained.rs:"]);
}

#[actix_web::test]
async fn a_route_without_a_policy() {
    let res = fetched(HOME, Fetch::get(at("/bare"))).await;
    assert_says(
        &complaint(|| res.text().to_owned()),
        &[
            "blocked at the answer: Access-Control-Allow-Origin is missing",
            "put `#[cors(...)]` above the route",
        ],
    );
}

#[actix_web::test]
async fn a_middleware_that_answers_before_the_policy() {
    let res = fetched(HOME, Fetch::put(at("/getData?locked"))).await;
    assert_says(&res.to_string(), &["answered: 401", "make `Cors` the outermost one"]);
}

#[actix_web::test]
async fn credentials_that_the_policy_does_not_allow() {
    let res = fetched(HOME, Fetch::get(at("/moved")).with_credentials()).await;
    assert_says(&res.to_string(), &["help: add `credentials` to the policy"]);
    let res = fetched(HOME, Fetch::get(at("/public")).with_credentials()).await;
    assert_says(&res.to_string(), &["a policy for any origin cannot serve credentials"]);
}

#[actix_web::test]
async fn a_fetch_that_no_policy_can_help() {
    let res = fetched(HOME, Fetch::new("TRACE", at("/"))).await;
    assert_says(
        &res.to_string(),
        &["blocked before anything was sent: scripts may not send", "no policy can change this"],
    );
}

#[actix_web::test]
async fn something_readable_that_should_be_blocked() {
    let res = fetched(HOME, Fetch::put(at("/getData"))).await;
    assert_says(
        &complaint(|| res.assert_blocked().reason.clone()),
        &[
            "may read the answer of http://localhost:4000/getData: status 200",
            "allowed by `put_data`",
        ],
    );
}

#[actix_web::test]
async fn reading_headers_of_a_blocked_answer_is_a_failure_too() {
    let res = fetched("http://localhost:3001", Fetch::put(at("/getData"))).await;
    assert_says(&complaint(|| res.header("name").is_none()), &["may not read"]);
}

#[test]
fn a_page_has_an_origin() {
    let said = complaint(|| Browser::new().open("http://localhost:3000/"));
    assert_says(&said, &["`http://localhost:3000/` is no origin", "without a slash at the end"]);
}
