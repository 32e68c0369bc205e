//! `reject_unlisted` by [Fetch Metadata](https://www.w3.org/TR/fetch-metadata/): what a browser marks as sent by another site
//! does not reach the handler, apart from top-level navigations by GET, which people follow links with.

use actix_web::{App, HttpResponse, route, web};
use cors_runtime::{Cors, cors};
use cors_tests::Ask;

use crate::cases::{EVIL, OWN, WALLED, answer, run};

#[cors(origins = ["https://own.example"], reject_unlisted)]
#[route("/annotated", method = "GET", method = "HEAD", method = "POST", method = "PUT")]
async fn annotated() -> &'static str {
    run("annotated")
}

/// A request of a page of another site, unless it says something else.
fn of(method: &str, mode: &str, dest: &str) -> Ask {
    by("cross-site", method, mode, dest)
}

fn by(site: &str, method: &str, mode: &str, dest: &str) -> Ask {
    Ask::new(method)
        .line("Host", "api.example")
        .line("Sec-Fetch-Site", site)
        .line("Sec-Fetch-Mode", mode)
        .line("Sec-Fetch-Dest", dest)
}

fn navigation() -> Ask {
    of("GET", "navigate", "document").line("Sec-Fetch-User", "?1")
}

/// The opening handshake of a web socket; browsers send `Origin` with each.
fn socket(site: &str, origin: &str) -> Ask {
    by(site, "GET", "websocket", "websocket")
        .line("Origin", origin)
        .line("Connection", "Upgrade")
        .line("Upgrade", "websocket")
        .line("Sec-WebSocket-Version", "13")
        .line("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
}

/// Asks for the annotated route and for what a policy around covers, in every place where each may stand.
async fn assert_all(ask: Ask, passes: bool, why: &str) {
    let plain = || web::resource("/plain").to(async || HttpResponse::Ok().body(run("plain")));
    let app = || App::new().service(annotated).service(plain());
    let annotated_at = |path| ask.clone().at(path);
    let answers = [
        ("alone", answer!(app(), annotated_at("/annotated"))),
        ("in default", answer!(app().wrap(Cors::default()), annotated_at("/annotated"))),
        ("in a policy", answer!(app().wrap(Cors::new(&WALLED)), annotated_at("/annotated"))),
        ("beside", answer!(app().wrap(Cors::new(&WALLED)), annotated_at("/plain"))),
        (
            "covered",
            answer!(App::new().service(plain()).wrap(Cors::new(&WALLED)), annotated_at("/plain")),
        ),
        (
            "resource",
            answer!(App::new().service(plain().wrap(Cors::new(&WALLED))), annotated_at("/plain")),
        ),
    ];
    for (place, answer) in answers {
        let expected = if passes { (200, 1) } else { (403, 0) };
        assert_eq!((answer.status, answer.runs), expected, "{why}, {place}: {ask:?}");
        let vary = answer.elements("vary");
        assert!(vary.iter().any(|name| name == "Origin"), "{why}, {place}: {vary:?}");
        if !passes {
            assert_eq!(answer.cors(), [], "{why}, {place}");
        }
    }
}

#[actix_web::test]
async fn what_pages_embed_is_refused() {
    for (dest, mode) in [
        ("image", "no-cors"),
        ("script", "no-cors"),
        ("style", "no-cors"),
        ("video", "no-cors"),
        ("audio", "no-cors"),
        ("track", "no-cors"),
        ("object", "navigate"),
        ("embed", "navigate"),
        ("object", "no-cors"),
        ("embed", "no-cors"),
        ("iframe", "navigate"),
        ("frame", "navigate"),
        ("fencedframe", "navigate"),
        ("empty", "no-cors"),
        ("empty", "cors"),
        ("report", "no-cors"),
        ("manifest", "cors"),
    ] {
        for site in ["cross-site", "same-site"] {
            assert_all(by(site, "GET", mode, dest), false, site).await;
        }
    }
}

#[actix_web::test]
async fn the_own_pages_embed_what_they_like() {
    for site in ["same-origin", "none"] {
        for (dest, mode) in
            [("image", "no-cors"), ("script", "no-cors"), ("iframe", "navigate"), ("empty", "cors")]
        {
            assert_all(by(site, "GET", mode, dest), true, site).await;
        }
        assert_all(by(site, "POST", "navigate", "document"), true, site).await;
    }
}

#[actix_web::test]
async fn people_follow_links() {
    for site in ["cross-site", "same-site"] {
        assert_all(by(site, "GET", "navigate", "document"), true, "without a click").await;
    }
    assert_all(navigation(), true, "with a click").await;
    // The same request, sent earlier: what it fetches becomes the page.
    for purpose in ["prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip"] {
        assert_all(navigation().line("Sec-Purpose", purpose), true, purpose).await;
    }
}

#[actix_web::test]
async fn navigations_that_are_no_reading_are_refused() {
    // Browsers send `Origin` with these; a referrer policy can make it `null`, and no page can take it away.
    for method in ["POST", "PUT", "HEAD"] {
        let form = of(method, "navigate", "document");
        assert_all(form.clone(), false, "no origin").await;
        for origin in [EVIL, "null"] {
            assert_all(form.clone().line("Origin", origin), false, origin).await;
        }
        assert_all(form.line("Origin", OWN), true, "listed").await;
    }
    assert_all(navigation().line("Origin", EVIL), false, "an origin that is not listed").await;
}

#[actix_web::test]
async fn half_a_navigation_is_none() {
    for ask in [
        Ask::new("GET").line("Sec-Fetch-Site", "cross-site"),
        Ask::new("GET").line("Sec-Fetch-Site", "cross-site").line("Sec-Fetch-Mode", "navigate"),
        Ask::new("GET").line("Sec-Fetch-Site", "cross-site").line("Sec-Fetch-Dest", "document"),
        of("GET", "no-cors", "document"),
        of("GET", "navigate", "empty"),
    ] {
        assert_all(ask, false, "not marked as a navigation").await;
    }
}

#[actix_web::test]
async fn a_prefetch_that_is_no_navigation_is_refused() {
    let ask = of("GET", "no-cors", "empty").line("Sec-Purpose", "prefetch");
    assert_all(ask, false, "a link element").await;
}

#[actix_web::test]
async fn web_sockets_of_other_sites_are_refused() {
    for site in ["cross-site", "same-site"] {
        for origin in [EVIL, "null"] {
            assert_all(socket(site, origin), false, site).await;
        }
        assert_all(socket(site, OWN), true, "listed").await;
    }
    assert_all(of("GET", "websocket", "websocket"), false, "no origin").await;
    assert_all(socket("same-origin", "http://api.example"), true, "the own page").await;
}

#[actix_web::test]
async fn a_listed_origin_passes_wherever_it_comes_from() {
    for site in ["cross-site", "same-site", "same-origin", "none"] {
        for method in ["GET", "POST", "PUT", "HEAD"] {
            assert_all(by(site, method, "cors", "empty").line("Origin", OWN), true, site).await;
        }
    }
}

#[actix_web::test]
async fn browsers_that_say_nothing() {
    for method in ["GET", "POST", "PUT", "HEAD"] {
        let ask = || Ask::new(method).line("Host", "api.example");
        assert_all(ask(), true, "no origin").await;
        assert_all(ask().line("Origin", OWN), true, "listed").await;
        assert_all(ask().line("Origin", "http://api.example"), true, "the own page").await;
        for origin in [EVIL, "null", "https://api.example"] {
            assert_all(ask().line("Origin", origin), false, origin).await;
        }
    }
}

#[actix_web::test]
async fn a_policy_that_rejects_nobody_rejects_nobody() {
    let plain = web::resource("/plain").to(async || run("plain"));
    let app = App::new().service(plain).wrap(Cors::new(&crate::cases::AROUND));
    let answer = answer!(app, of("GET", "no-cors", "image").at("/plain"));
    assert_eq!((answer.status, answer.runs), (200, 1));
}
