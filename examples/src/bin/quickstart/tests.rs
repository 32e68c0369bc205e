//! What the lab's cards promise, in a test without sockets: the browser of `cors_runtime::testing` against the real handlers.
//! The same in three real browsers: `tests/browser`.

use std::time::Duration;

use actix_web::{App, test::init_service, web::Data};
use cors_runtime::testing::{Browser, Fetch, Page, Reason};

use crate::{api, record::Logbook};

const URL: &str = "http://localhost:4000/getData";

/// Runs one fetch of a page in a fresh lab.
macro_rules! fetch {
    ($page:expr, $fetch:expr) => {{
        let app = App::new().app_data(Data::new(Logbook::default())).configure(api::routes);
        let app = init_service(app).await;
        $page.fetch(&app, $fetch).await
    }};
}

fn home() -> Page {
    Browser::new().open("http://localhost:3000")
}

fn put_name() -> Fetch {
    Fetch::put(URL).header("name", "xiamen").with_credentials()
}

#[actix_web::test]
async fn a_simple_request_has_no_preflight() {
    let res = fetch!(home(), Fetch::get(URL));
    assert_eq!((res.text(), res.preflights()), ("888", 0));
}

#[actix_web::test]
async fn put_is_preflighted_and_shows_what_is_exposed() {
    let res = fetch!(home(), put_name());
    assert_eq!((res.text(), res.preflights()), ("777", 1));
    assert_eq!(res.header("name"), Some("jw"));
    assert_eq!(res.header("x-hidden"), None);
}

#[actix_web::test]
async fn json_is_preflighted_too() {
    let greet = Fetch::post("http://localhost:4000/json").json(r#"{"name":"xiamen"}"#);
    let res = fetch!(home(), greet);
    assert_eq!((res.text(), res.preflights()), ("hello, xiamen", 1));
}

#[actix_web::test]
async fn a_preflight_is_remembered_for_six_seconds() {
    let browser = Browser::new();
    let page = browser.open("http://localhost:3000");
    let mut preflights = Vec::new();
    for seconds in [0, 5, 1] {
        browser.advance(Duration::from_secs(seconds));
        preflights.push(fetch!(page, put_name()).preflights());
    }
    assert_eq!(preflights, [1, 0, 1]);
}

#[actix_web::test]
async fn the_cookie_comes_back_with_credentials() {
    let page = home();
    let log_in = Fetch::post("http://localhost:4000/login").with_credentials();
    let welcome = fetch!(page, log_in);
    assert_eq!(welcome.text(), "welcome");
    let sent = fetch!(page, put_name());
    let cookies: Vec<_> = sent.exchange().iter().map(|hop| hop.request_header("cookie")).collect();
    assert_eq!(cookies, [None, Some("name=xiamen")], "none with the preflight");
}

#[actix_web::test]
async fn what_is_not_listed_is_blocked() {
    let stranger = Browser::new().open("http://127.0.0.1:3000");
    let blocked = fetch!(stranger, Fetch::get(URL));
    assert_eq!(blocked.assert_blocked().reason, Reason::AllowOriginMissing);
    let header = put_name().header("x-other", "1");
    for fetch in [Fetch::delete(URL), header] {
        let res = fetch!(home(), fetch);
        res.assert_blocked();
        assert_eq!(res.exchange().len(), 1, "only the preflight was sent");
    }
}
