//! A page's plan is what the page then does.

use actix_web::test::init_service;
use cors_runtime::testing::{
    Browser, CredentialsMode, Fetch, Hop, Page, PlanKind, PreflightCause, Profile,
};
use cors_tests::Dice;

use crate::app::{HOME, application, at};

/// What is sent, line by line.
fn told(hop: &Hop) -> Vec<(String, String)> {
    hop.request_headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn put() -> Fetch {
    Fetch::put(at("/getData")).header("name", "xiamen").with_credentials()
}

#[actix_web::test]
async fn nothing_is_sent_and_nothing_remembered() {
    let app = init_service(application()).await;
    let page = Browser::new().open(HOME);
    for _ in 0..2 {
        assert_eq!(page.explain_plan(put()).kind, PlanKind::Preflighted);
    }
    let fetch = put();
    assert_eq!(page.explain_plan(&fetch).kind, PlanKind::Preflighted);
    assert_eq!(page.fetch(&app, fetch).await.preflights(), 1);
    let again = page.explain_plan(put());
    assert_eq!((again.kind, &again.preflight), (PlanKind::Remembered, &None));
    assert_eq!(again.causes[0], PreflightCause::Method("PUT".to_owned()));
}

#[actix_web::test]
async fn cookies_are_in_the_plan() {
    let browser = Browser::new();
    browser.set_cookie(at("/"), "a=1");
    let plan = browser.open(HOME).explain_plan(put());
    assert_eq!(plan.preflight.as_ref().unwrap().header("cookie"), None);
    assert_eq!(plan.request.as_ref().unwrap().header("cookie"), Some("a=1"));
    assert!(plan.to_string().contains("cookie: a=1"), "{plan}");
}

fn generated(dice: &mut Dice) -> Fetch {
    let paths = ["/getData", "/login?a=1", "/public", "/news", "/bare", "/moved", "/nowhere"];
    let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "patch", "PURGE"];
    let method = dice.pick(&methods);
    let mut fetch = Fetch::new(method, at(dice.pick(&paths)));
    for _ in 0..dice.below(4) {
        let name =
            dice.pick(&["name", "X-Other", "accept", "content-type", "range", "authorization"]);
        let value = dice.pick(&["1", "application/json", "text/plain", "bytes=0-5", "\"", "a,b"]);
        fetch = fetch.header(name, value);
    }
    if !["GET", "HEAD"].contains(&method) && dice.one_in(2) {
        fetch = if dice.one_in(2) { fetch.body("text") } else { fetch.json("{}") };
    }
    if dice.one_in(5) {
        fetch = fetch.upload_listeners();
    }
    fetch.credentials(dice.pick(&[
        CredentialsMode::Omit,
        CredentialsMode::SameOrigin,
        CredentialsMode::Include,
    ]))
}

/// Runs one fetch, and compares the requests with the plan: all where it is granted, else as far as
/// it comes.
async fn check(page: &Page, fetch: Fetch, profile: Profile) {
    let app = init_service(application()).await;
    let plan = page.explain_plan(&fetch);
    let res = page.fetch(&app, fetch).await;
    let planned: Vec<_> = plan.preflight.iter().chain(&plan.request).collect();
    let mut hops = res.exchange().iter();
    for request in &planned {
        let Some(hop) = hops.next() else {
            assert!(res.blocked().is_some() && request.method != "OPTIONS", "{plan}\n{res}");
            break;
        };
        assert_eq!((hop.method(), hop.url()), (&*request.method, &*request.url));
        assert_eq!(hop.is_preflight(), request.is_preflight);
        assert_eq!(told(hop), request.headers, "{profile:?}\n{plan}\n{res}");
    }
    assert_eq!(planned.is_empty(), res.exchange().is_empty(), "{plan}\n{res}");
}

#[actix_web::test]
async fn generated_fetches_send_what_was_planned() {
    let mut dice = Dice::new(6, 0);
    let mut preflighted = 0;
    for _ in 0..1500 {
        let profile =
            dice.pick(&[Profile::Standard, Profile::Chromium, Profile::Firefox, Profile::WebKit]);
        let browser = Browser::like(profile);
        browser.set_cookie(at("/"), "a=1");
        let origin = dice.pick(&[HOME, "http://localhost:4000", "null", "https://app.example"]);
        let page = browser.open(origin);
        let fetch = generated(&mut dice);
        preflighted += usize::from(page.explain_plan(&fetch).kind == PlanKind::Preflighted);
        check(&page, fetch.clone(), profile).await;
        // Once more, with what is remembered.
        check(&page, fetch, profile).await;
    }
    assert!(preflighted > 300, "{preflighted}");
}
