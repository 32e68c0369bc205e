//! Assertions say what they mean: a policy refused, or nobody knows.

use actix_web::http::StatusCode;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, get, web};
use cors_runtime::testing::{Browser, Fetch, Fetched, RequestMode};
use cors_runtime::{Cors, Policy, Reason, Refusal, cors};
use cors_tests::live_app::serve_app;

use crate::app::{HOME, application, at};
use crate::explained::{assert_says, complaint};

const STRANGER: &str = "http://localhost:3002";

async fn fetched(page: &str, fetch: Fetch) -> Fetched {
    let app = init_service(application()).await;
    Browser::new().open(page).fetch(&app, fetch).await
}

#[actix_web::test]
async fn a_refusal_names_the_policy_and_the_reason() {
    for (page, fetch, name, refusal) in [
        (STRANGER, Fetch::put(at("/getData")), "put_data", Refusal::OriginNotListed),
        (STRANGER, Fetch::get(at("/news")), "news", Refusal::OriginNotListed),
        (
            HOME,
            Fetch::put(at("/getData")).header("x-other", "1"),
            "put_data",
            Refusal::HeaderNotListed,
        ),
        (HOME, Fetch::delete(at("/getData")), "put_data", Refusal::MethodNotListed),
    ] {
        let res = fetched(page, fetch).await;
        let said = res.assert_refused_by_policy();
        assert_eq!(
            (said.policy_name(), said.reason()),
            (Some(name), Reason::Refused(refusal)),
            "{res}"
        );
        assert_eq!(res.refusal(), Some(said));
        assert!(!res.is_readable());
        res.assert_blocked();
    }
}

#[actix_web::test]
async fn a_policy_that_was_built_at_run_time_is_told_by_its_place() {
    let policy = Policy::builder().origins([HOME]).methods(["PUT"]).build().unwrap();
    let app = App::new().service(web::resource("/").to(HttpResponse::Ok).wrap(Cors::new(policy)));
    let app = init_service(app).await;
    let res = Browser::new().open(STRANGER).fetch(&app, Fetch::put(at("/"))).await;
    let said = res.assert_refused_by_policy();
    assert_eq!(said.policy_name(), None);
    assert!(said.policy().to_string().contains("claims.rs:"), "{said}");
}

#[actix_web::test]
async fn what_is_no_refusal_is_said() {
    for (page, fetch, parts) in [
        (
            HOME,
            Fetch::get(at("/news")),
            ["no policy refused: the page may read the answer", "status 200"],
        ),
        // Allowed, and blocked all the same: the policy has no credentials.
        (
            HOME,
            Fetch::get(at("/news")).with_credentials(),
            ["no policy refused: `news` at ", "help: write `assert_blocked()`"],
        ),
        (
            STRANGER,
            Fetch::get(at("/bare")),
            ["no policy decided", "help: put `#[cors(...)]` above the route"],
        ),
        // A middleware was faster.
        (HOME, Fetch::put(at("/getData?locked")), ["no policy decided", "answered: 401"]),
    ] {
        let res = fetched(page, fetch).await;
        assert_eq!(res.refusal(), None);
        assert_says(&complaint(|| res.assert_refused_by_policy().reason()), &parts);
    }
}

#[actix_web::test]
async fn a_refusal_is_one_where_nothing_can_be_read_anyway() {
    let res = fetched(STRANGER, Fetch::post(at("/login?a=1")).mode(RequestMode::NoCors)).await;
    assert_eq!(res.assert_refused_by_policy().policy_name(), Some("log_in"));
    assert_says(&complaint(|| res.assert_blocked().at), &["reads nothing"]);
}

#[actix_web::test]
async fn an_answer_of_the_cache_is_no_refusal() {
    let app = init_service(application()).await;
    let browser = Browser::new();
    let news = || Fetch::get(at("/news?forgetful"));
    browser.open(STRANGER).fetch(&app, news()).await.assert_refused_by_policy();
    let again = browser.open(STRANGER).fetch(&app, news()).await;
    assert!(again.exchange()[0].is_from_cache());
    assert_says(
        &complaint(|| again.assert_refused_by_policy().reason()),
        &["no policy was asked: the answer came from the HTTP cache", "`clear()`"],
    );
}

#[actix_web::test]
async fn over_a_socket_nobody_can_tell() {
    let port = serve_app(application);
    let url = |path: &str| format!("http://localhost:{port}{path}");
    let page = Browser::new().open(STRANGER);
    for fetch in [Fetch::put(url("/getData")), Fetch::get(url("/news")), Fetch::get(url("/bare"))] {
        let res = page.fetch_live(fetch).await;
        res.assert_blocked();
        assert_eq!(res.refusal(), None);
        assert_says(
            &complaint(|| res.assert_refused_by_policy().reason()),
            &[
                "cannot tell whether a policy refused: over a socket",
                "help: fetch from the application in memory",
            ],
        );
    }
}

#[cors(origins = ["http://localhost:3000"])]
#[get("/numbers")]
async fn numbers() -> impl Responder {
    web::Json([7, 8])
}

#[actix_web::test]
async fn json_is_read_and_complained_about() {
    let app = init_service(App::new().service(numbers)).await;
    let asked =
        async |page: &str| Browser::new().open(page).fetch(&app, Fetch::get(at("/numbers"))).await;
    let res = asked(HOME).await;
    assert_eq!(res.json::<Vec<u32>>(), [7, 8]);
    assert_says(
        &complaint(|| res.json::<String>()),
        &["the body is no JSON of type `alloc::string::String`", "invalid type", "body: [7,8]"],
    );
    let hidden = asked(STRANGER).await;
    assert_says(&complaint(|| hidden.json::<Vec<u32>>()), &["may not read"]);
}

#[actix_web::test]
async fn middleware_sees_https() {
    let app = App::new()
        .route(
            "/",
            web::to(|request: actix_web::HttpRequest| async move {
                let info = request.connection_info().clone();
                format!("{} {} {}", info.scheme(), info.host(), request.full_url())
            }),
        )
        .wrap(Cors::new(Policy::builder().any_origin().build().unwrap()));
    let app = init_service(app).await;
    for url in ["https://api.example/", "http://api.example/", "https://api.example:8443/?a=1"] {
        let res = Browser::new().open("https://app.example").fetch(&app, Fetch::get(url)).await;
        let (scheme, rest) = url.split_once("://").unwrap();
        let host = rest.split('/').next().unwrap();
        assert_eq!(res.text(), format!("{scheme} {host} {url}"));
    }
}

/// Assertions stand alone: `unused_must_use` is denied here, and this compiles.
#[deny(unused_must_use)]
#[actix_web::test]
async fn nothing_has_to_be_used_after_an_assertion() {
    fetched(HOME, Fetch::get(at("/news"))).await.assert_readable().assert_readable();
    let res = fetched(STRANGER, Fetch::get(at("/news"))).await;
    res.assert_blocked();
    res.assert_refused_by_policy();
}

#[actix_web::test]
async fn equal_hops_are_told_once() {
    let app = App::new().route(
        "/round",
        web::to(|| async {
            HttpResponse::build(StatusCode::FOUND)
                .insert_header(("location", "/round"))
                .insert_header(("access-control-allow-origin", "*"))
                .finish()
        }),
    );
    let app = init_service(app).await;
    let res = Browser::new().open(HOME).fetch(&app, Fetch::get(at("/round"))).await;
    let hops = res.exchange().len();
    assert_eq!(hops, 21);
    let text = res.to_string();
    assert_says(&text, &["1.-21. GET http://localhost:4000/round  (21 times the same)"]);
    assert_eq!(text.matches("answered: 302").count(), 1, "{text}");
}

#[actix_web::test]
async fn texts_may_be_owned_borrowed_and_borrowed_twice() {
    let app = init_service(application()).await;
    let page = Browser::new().open(String::from(HOME));
    for (name, value) in &[("name", "1"), ("accept", "text/plain")] {
        let url: std::borrow::Cow<'_, str> = at("/getData").into();
        let fetch = Fetch::new(String::from("PUT"), &url).header(name, value);
        page.fetch(&app, fetch).await.assert_readable();
    }
}
