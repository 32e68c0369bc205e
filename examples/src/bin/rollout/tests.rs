//! The story without a browser of its own: `tests/browser` plays it in real ones.

use actix_web::test::init_service;
use cors_runtime::shadow_report;
use cors_runtime::testing::{Browser, Fetch};

use crate::application;
use crate::rollout::begin;

fn read() -> Fetch {
    Fetch::get("http://localhost:4500/orders")
}

fn write() -> Fetch {
    Fetch::put("http://localhost:4500/orders/7").header("x-request", "1")
}

#[actix_web::test]
async fn a_list_comes_into_force_and_nobody_notices() {
    begin().unwrap();
    let app = init_service(application()).await;
    let lost = || {
        let report = shadow_report();
        let lost = report.policies().flat_map(|own| own.only_now().origins().to_vec());
        let mut lost: Vec<String> = lost.map(|origin| origin.value().to_owned()).collect();
        lost.sort();
        lost.dedup();
        lost
    };
    let pages = ["http://localhost:3500", "http://127.0.0.1:3500"];
    for page in pages {
        let page = Browser::new().open(page);
        page.fetch(&app, read()).await.assert_readable();
        page.fetch(&app, write()).await.assert_readable();
    }
    assert_eq!(lost(), ["http://127.0.0.1:3500"]);

    let admin = Browser::new().open("http://localhost:4500");
    let corrected = r#"["http://localhost:3500", "http://127.0.0.1:3500"]"#;
    let next = Fetch::put("http://localhost:4500/next");
    let next = next.header("content-type", "application/json").body(corrected);
    assert_eq!(admin.fetch(&app, next).await.status(), 204);
    assert!(lost().is_empty(), "it begins anew");
    for page in pages {
        Browser::new().open(page).fetch(&app, write()).await.assert_readable();
    }
    assert!(lost().is_empty());

    let enforce = Fetch::put("http://localhost:4500/enforce");
    assert_eq!(admin.fetch(&app, enforce).await.status(), 204);
    for page in pages {
        Browser::new().open(page).fetch(&app, write()).await.assert_readable();
    }
    let stranger = Browser::new().open("http://localhost:3501");
    stranger.fetch(&app, write()).await.assert_refused_by_policy();
}

/// Other pages cannot run the rollout.
#[actix_web::test]
async fn no_other_page_enforces_anything() {
    let app = init_service(application()).await;
    let stranger = Browser::new().open("http://localhost:3501");
    for fetch in [
        Fetch::put("http://localhost:4500/enforce"),
        Fetch::put("http://localhost:4500/next")
            .header("content-type", "application/json")
            .body("[]"),
        Fetch::get("http://localhost:4500/report"),
    ] {
        let fetched = stranger.fetch(&app, fetch).await;
        assert!(!fetched.is_readable(), "{fetched:?}");
    }
}
