//! A live server, over HTTP.

use cors_runtime::testing::{Browser, Fetch, Reason};
use cors_tests::live_app::serve_app;

use crate::app::{HOME, application};

#[actix_web::test]
async fn a_live_server_is_asked_like_one_in_memory() {
    let port = serve_app(application);
    let url = |path: &str| format!("http://localhost:{port}{path}");
    let page = Browser::new().open(HOME);
    let put = || Fetch::put(url("/getData")).header("name", "xiamen").with_credentials();

    let res = page.fetch_live(put()).await;
    res.assert_readable();
    assert_eq!((res.text(), res.header("name"), res.preflights()), ("777", Some("jw"), 1));
    assert_eq!(page.fetch_live(put()).await.preflights(), 0);

    let login = Fetch::post(url("/login?a=1")).with_credentials();
    page.fetch_live(login).await.assert_readable();
    let told = page.fetch_live(Fetch::get(url("/whoami")).with_credentials()).await;
    assert_eq!(told.text(), "a=1");

    let res = page.fetch_live(put().header("x-other", "1")).await;
    res.assert_blocked();
    assert!(res.to_string().contains("answered: 403"), "{res}");
}

#[actix_web::test]
async fn a_server_that_is_not_there() {
    let res = Browser::new().open(HOME).fetch_live(Fetch::get("http://localhost:1/")).await;
    assert_eq!(res.blocked().unwrap().reason, Reason::NetworkFailure);
    assert!(res.to_string().contains("no answer: "), "{res}");
    let res = Browser::new().open(HOME).fetch_live(Fetch::get("https://localhost:1/")).await;
    assert!(res.to_string().contains("over plain http"), "{res}");
}
