//! The caches of preflights and of responses, and the clock.

use std::time::Duration;

use actix_web::test::init_service;
use cors_runtime::testing::{Browser, Fetch, Reason};

use crate::app::{HOME, application, at};

fn put() -> Fetch {
    Fetch::put(at("/getData"))
}

#[actix_web::test]
async fn preflights_are_remembered_for_max_age() {
    let app = init_service(application()).await;
    let browser = Browser::new();
    let page = browser.open(HOME);
    assert_eq!(page.fetch(&app, put()).await.preflights(), 1);
    browser.advance(Duration::from_secs(599));
    assert_eq!(page.fetch(&app, put()).await.preflights(), 0);
    browser.advance(Duration::from_secs(1));
    assert_eq!(page.fetch(&app, put()).await.preflights(), 1);
    browser.clear();
    assert_eq!(page.fetch(&app, put()).await.preflights(), 1);
}

#[actix_web::test]
async fn clones_share_and_new_browsers_do_not() {
    let app = init_service(application()).await;
    let browser = Browser::new();
    assert_eq!(browser.clone().open(HOME).fetch(&app, put()).await.preflights(), 1);
    assert_eq!(browser.open(HOME).fetch(&app, put()).await.preflights(), 0);
    assert_eq!(Browser::new().open(HOME).fetch(&app, put()).await.preflights(), 1);
}

#[actix_web::test]
async fn a_fresh_answer_is_used_again() {
    let app = init_service(application()).await;
    let browser = Browser::new();
    let page = browser.open(HOME);
    let is_from_cache = async || {
        let res = page.fetch(&app, Fetch::get(at("/news"))).await;
        assert_eq!(res.text(), "news");
        res.exchange()[0].is_from_cache()
    };
    assert!(!is_from_cache().await);
    assert!(is_from_cache().await);
    browser.advance(Duration::from_secs(60));
    assert!(!is_from_cache().await);
}

#[actix_web::test]
async fn vary_keeps_pages_apart_and_its_absence_is_found() {
    let app = init_service(application()).await;
    for (query, is_sound) in [("", true), ("?forgetful", false)] {
        let browser = Browser::new();
        let fetch = || Fetch::get(at(&format!("/news{query}")));
        browser.open(HOME).fetch(&app, fetch()).await.assert_readable();
        let second = browser.open("http://localhost:3001").fetch(&app, fetch()).await;
        assert_eq!(second.blocked().is_none(), is_sound);
        if !is_sound {
            assert!(matches!(second.assert_blocked().reason, Reason::AllowOriginMismatch { .. }));
            assert!(second.to_string().contains("`Vary: Origin`"), "{second}");
        }
        // Another site has a cache of its own.
        let other = browser.open("http://127.0.0.1:3000").fetch(&app, fetch()).await;
        assert!(!other.exchange()[0].is_from_cache());
    }
}
