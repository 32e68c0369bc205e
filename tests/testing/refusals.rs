//! A page reads nothing of a refusal, whatever the application writes into it.

use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, post, put};
use cors_runtime::testing::{Browser, Fetch, Profile};
use cors_runtime::{Cors, Explanation, cors};

use crate::app::{HOME, at};

#[cors(origins = ["http://localhost:3000"], headers = ["name"], reject_unlisted, credentials)]
#[put("/kept")]
async fn kept() -> impl Responder {
    "kept"
}

/// A refusal that says yes to whoever asks.
fn inviting(refusal: &Explanation) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("access-control-allow-origin", refusal.origin().unwrap_or("*")))
        .insert_header(("access-control-allow-credentials", "true"))
        .insert_header(("access-control-allow-methods", "PUT, GET, POST"))
        .insert_header(("access-control-allow-headers", "name, other, authorization"))
        .insert_header(("access-control-expose-headers", "x-secret"))
        .insert_header(("access-control-max-age", "86400"))
        .insert_header(("x-secret", "7"))
        .body("secret")
}

#[actix_web::test]
async fn a_page_that_is_refused_reads_nothing() {
    for around in [Cors::default(), Cors::new(policy())] {
        let app = init_service(App::new().service(kept).wrap(around.refuse_with(inviting))).await;
        for profile in [Profile::Chromium, Profile::Firefox, Profile::WebKit] {
            for (page, fetch) in [
                ("https://evil.example", Fetch::put(at("/kept"))),
                ("https://evil.example", Fetch::put(at("/kept")).with_credentials()),
                (HOME, Fetch::put(at("/kept")).header("other", "1")),
                ("https://evil.example", Fetch::get(at("/kept"))),
                ("https://evil.example", Fetch::post(at("/kept")).with_credentials()),
            ] {
                let page = Browser::like(profile).open(page);
                let result = page.fetch(&app, fetch).await;
                // Of GET and POST too, which no route here serves.
                assert!(!result.is_readable(), "{result}");
                // What was refused is not in the cache of preflights either.
                page.fetch(&app, Fetch::put(at("/kept")).header("other", "1"))
                    .await
                    .assert_blocked();
            }
            let home = Browser::like(profile).open(HOME);
            let fetch = Fetch::put(at("/kept")).header("name", "1").with_credentials();
            assert_eq!(home.fetch(&app, fetch).await.text(), "kept");
        }
    }
}

#[actix_web::test]
async fn a_failure_still_says_why() {
    let app =
        init_service(App::new().service(kept).wrap(Cors::default().refuse_with(inviting))).await;
    let fetch = Fetch::put(at("/kept")).header("nmae", "1");
    let result = Browser::new().open(HOME).fetch(&app, fetch).await;
    result.assert_blocked();
    let explanation = result.exchange()[0].explanation().unwrap();
    assert_eq!(explanation.reason().code(), "header_not_listed");
    assert_eq!(explanation.nearest().unwrap().allowed(), "name");
}

/// Whoever hides what a server has answers as if it were not there.
#[actix_web::test]
async fn a_refusal_may_look_like_a_missing_route() {
    let not_found = |_: &Explanation| HttpResponse::NotFound().finish();
    let wrong_method = |_: &Explanation| HttpResponse::MethodNotAllowed().finish();
    for around in [
        Cors::default().refuse_with(not_found),
        Cors::default().refuse_with(wrong_method),
        Cors::new(policy()).refuse_with(not_found),
    ] {
        let app = init_service(App::new().service(filed).service(kept).wrap(around)).await;
        let page = Browser::new().open("https://evil.example");
        // A simple request, which `reject_unlisted` keeps from the handler.
        let result = page.fetch(&app, Fetch::post(at("/filed"))).await;
        let refused = result.assert_refused_by_policy();
        assert_eq!(refused.reason().code(), "origin_not_listed");
        // A preflight.
        page.fetch(&app, Fetch::put(at("/kept"))).await.assert_refused_by_policy();
    }
}

/// A path that no route has stays one, whatever a policy around says of it.
#[actix_web::test]
#[should_panic(expected = "no route of the application has the path `/flied`")]
async fn a_mistyped_path_is_no_refusal() {
    let around = Cors::new(policy()).refuse_with(|_| HttpResponse::NotFound().finish());
    let app = init_service(App::new().service(filed).wrap(around)).await;
    let page = Browser::new().open("https://evil.example");
    page.fetch(&app, Fetch::post(at("/flied"))).await.assert_refused_by_policy();
}

#[cors(origins = ["http://localhost:3000"], reject_unlisted)]
#[post("/filed")]
async fn filed() -> impl Responder {
    "filed"
}

fn policy() -> cors_runtime::Policy {
    let policy = cors_runtime::Policy::builder().origins([HOME]).methods(["PUT"]);
    policy.reject_unlisted(true).build().unwrap()
}
