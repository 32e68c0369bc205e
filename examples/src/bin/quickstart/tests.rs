//! What the lab's cards promise, in a test without sockets: the browser of `cors_runtime::testing` against the real handlers.
//! The same in three real browsers: `tests/browser`.

// What is in the file is true of these policies alone, so copies with others leave it out.
#[cfg(test)]
mod audit;

use std::time::Duration;

use actix_web::{App, test::init_service, web::Data};
use cors_runtime::testing::{Browser, Fetch, Fetched, Page};
use cors_runtime::{Reason::Refused, Refusal};

use crate::{api, record::Logbook};

const URL: &str = "http://localhost:4000/getData";

/// Runs one fetch of a page in a fresh lab.
async fn run(page: &Page, fetch: Fetch) -> Fetched {
    let app = App::new().app_data(Data::new(Logbook::default())).configure(api::routes);
    let app = init_service(app).await;
    page.fetch(&app, fetch).await
}

fn home() -> Page {
    Browser::new().open("http://localhost:3000")
}

/// Runs one fetch of the page at home. The page of an origin that no policy lists is refused the same.
async fn run_at_home_only(page: &Page, fetch: Fetch) -> Fetched {
    let stranger = Browser::new().open("http://127.0.0.1:3000");
    let refusal = run(&stranger, fetch.clone()).await;
    let reason = refusal.assert_refused_by_policy().reason();
    assert_eq!(reason, Refused(Refusal::OriginNotListed));
    run(page, fetch).await
}

fn put_name() -> Fetch {
    Fetch::put(URL).header("name", "xiamen").with_credentials()
}

#[actix_web::test]
async fn a_simple_request_has_no_preflight() {
    let res = run_at_home_only(&home(), Fetch::get(URL)).await;
    assert_eq!((res.text(), res.preflights()), ("888", 0));
}

#[actix_web::test]
async fn put_is_preflighted_and_shows_what_is_exposed() {
    let res = run_at_home_only(&home(), put_name()).await;
    assert_eq!((res.text(), res.preflights()), ("777", 1));
    assert_eq!(res.header("name"), Some("jw"));
    assert_eq!(res.header("x-hidden"), None);
}

#[actix_web::test]
async fn json_is_preflighted_too() {
    let greet = Fetch::post("http://localhost:4000/json").json(r#"{"name":"xiamen"}"#);
    let res = run_at_home_only(&home(), greet).await;
    assert_eq!((res.text(), res.preflights()), ("hello, xiamen", 1));
}

#[actix_web::test]
async fn a_preflight_is_remembered_for_six_seconds() {
    let browser = Browser::new();
    let page = browser.open("http://localhost:3000");
    let mut preflights = Vec::new();
    for seconds in [0, 5, 1] {
        browser.advance(Duration::from_secs(seconds));
        preflights.push(run_at_home_only(&page, put_name()).await.preflights());
    }
    assert_eq!(preflights, [1, 0, 1]);
}

#[actix_web::test]
async fn the_cookie_comes_back_with_credentials() {
    let page = home();
    let log_in = Fetch::post("http://localhost:4000/login").with_credentials();
    let welcome = run_at_home_only(&page, log_in).await;
    assert_eq!(welcome.text(), "welcome");
    let sent = run(&page, put_name()).await;
    let cookies: Vec<_> = sent.exchange().iter().map(|hop| hop.request_header("cookie")).collect();
    assert_eq!(cookies, [None, Some("name=xiamen")], "none with the preflight");
}

#[actix_web::test]
async fn what_is_not_listed_is_blocked() {
    run_at_home_only(&home(), Fetch::get(URL)).await.assert_readable();
    let header = put_name().header("x-other", "1");
    for (fetch, refusal) in
        [(Fetch::delete(URL), Refusal::MethodNotListed), (header, Refusal::HeaderNotListed)]
    {
        let res = run(&home(), fetch).await;
        assert_eq!(res.assert_refused_by_policy().reason(), Refused(refusal));
        assert_eq!(res.exchange().len(), 1, "only the preflight was sent");
    }
}
