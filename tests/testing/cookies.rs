//! The cookie jar: hosts, paths, expiry, sites.

use std::time::Duration;

use actix_web::test::init_service;
use cors_runtime::testing::{Browser, CredentialsMode, Fetch, Page, Profile};

use crate::app::{HOME, application, at};

/// Logs in with a `Set-Cookie` line, then asks who that was.
async fn told(page: &Page, line: &str, mode: CredentialsMode) -> String {
    let app = init_service(application()).await;
    let line = line.replace(' ', "+");
    let login = Fetch::post(at(&format!("/login?{line}"))).with_credentials();
    let logged_in = page.fetch(&app, login).await;
    assert_eq!(logged_in.headers().find(|(name, _)| *name == "set-cookie"), None);
    page.fetch(&app, Fetch::get(at("/whoami")).credentials(mode)).await.text().to_owned()
}

async fn told_at_home(line: &str) -> String {
    told(&Browser::new().open(HOME), line, CredentialsMode::Include).await
}

#[actix_web::test]
async fn cookies_go_with_credentials_only() {
    for (mode, expected) in [
        (CredentialsMode::Include, "a=1"),
        (CredentialsMode::SameOrigin, "nobody"),
        (CredentialsMode::Omit, "nobody"),
    ] {
        let page = Browser::new().open(HOME);
        assert_eq!(told(&page, "a=1; HttpOnly; SameSite=Lax", mode).await, expected);
    }
}

#[actix_web::test]
async fn a_preflight_never_carries_them() {
    let app = init_service(application()).await;
    let browser = Browser::new();
    browser.set_cookie(at("/"), "a=1");
    let res = browser.open(HOME).fetch(&app, Fetch::put(at("/getData")).with_credentials()).await;
    let cookies: Vec<_> = res.exchange().iter().map(|hop| hop.request_header("cookie")).collect();
    assert_eq!(cookies, [None, Some("a=1")]);
}

#[actix_web::test]
async fn paths_and_expiry_and_names() {
    for (line, expected) in [
        ("a=1; Path=/whoami", "a=1"),
        ("a=1; Path=/who", "nobody"),
        ("a=1; Path=/other", "nobody"),
        ("a=1; Max-Age=0", "nobody"),
        ("a=1; Max-Age=9", "a=1"),
        ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "nobody"),
        ("a=1; Domain=other.example", "nobody"),
        ("a=1; Domain=localhost", "a=1"),
        ("a=1; SameSite=Strict", "a=1"),
        ("a=1; Secure", "a=1"),
        ("a=1; SameSite=None", "nobody"),
    ] {
        assert_eq!(told_at_home(line).await, expected, "{line}");
    }
}

#[actix_web::test]
async fn cookies_age_by_the_browsers_clock() {
    let browser = Browser::new();
    let url = at("/");
    browser.set_cookie(&url, "a=1; Max-Age=60");
    browser.set_cookie(&url, "b=2");
    browser.advance(Duration::from_secs(60));
    assert_eq!(browser.cookie(&url, "a"), None);
    assert_eq!(browser.cookie(&url, "b").as_deref(), Some("2"));
}

#[test]
fn domains_cover_subdomains_and_no_public_suffix() {
    let browser = Browser::new();
    browser.set_cookie("https://api.shop.example/", "a=1; Domain=shop.example");
    browser.set_cookie("https://api.shop.example/", "b=1");
    browser.set_cookie("https://shop.co.uk/", "c=1; Domain=co.uk");
    assert!(browser.cookie("https://www.shop.example/", "a").is_some());
    assert!(browser.cookie("https://evilshop.example/", "a").is_none());
    assert!(browser.cookie("https://www.shop.example/", "b").is_none());
    assert!(browser.cookie("https://other.co.uk/", "c").is_none());
}

/// The table of what engines do between `127.0.0.1` and `localhost`, which are two sites.
#[actix_web::test]
async fn other_sites() {
    let app = init_service(application()).await;
    for (profile, line, is_sent) in [
        (Profile::Standard, "a=1", false),
        (Profile::Standard, "a=1; SameSite=None; Secure", true),
        (Profile::Standard, "a=1; SameSite=Lax", false),
        (Profile::Chromium, "a=1; SameSite=None; Secure", false),
        (Profile::Firefox, "a=1", true),
        (Profile::Firefox, "a=1; SameSite=Strict", false),
        (Profile::Firefox, "a=1; SameSite=None", false),
        (Profile::WebKit, "a=1", false),
    ] {
        let browser = Browser::like(profile);
        browser.set_cookie(at("/"), line);
        let page = browser.open("http://127.0.0.1:3000");
        let res = page.fetch(&app, Fetch::get(at("/whoami")).with_credentials()).await;
        let expected = if is_sent { "a=1" } else { "nobody" };
        assert_eq!(res.text(), expected, "{profile:?}: {line}");
    }
}
