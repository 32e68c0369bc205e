//! `assert_blocked` fails where nothing was sent, or where no route was reached: then a page gets
//! nothing, whatever the policies say.

use actix_web::error::{ErrorNotFound, ErrorTooManyRequests};
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, web};
use cors_runtime::testing::{Browser, Fetch, Fetched, RequestMode};
use cors_runtime::{Cors, CorsExt as _, Policy, policy};
use cors_tests::live_app::serve_app;

use crate::app::{HOME, application, at};
use crate::explained::{assert_says, complaint};

const STRANGER: &str = "http://localhost:3002";

static POLICY: Policy = policy! { origins = ["http://localhost:3000"], methods = [PUT] };

async fn fetched(page: &str, fetch: Fetch) -> Fetched {
    let app = init_service(application()).await;
    Browser::new().open(page).fetch(&app, fetch).await
}

#[track_caller]
fn assert_nothing_shown(res: &Fetched, parts: &[&str]) {
    assert!(res.blocked().is_some(), "{res}");
    assert_says(&complaint(|| res.assert_blocked().at), parts);
    assert_eq!(res.refusal(), None);
    assert_says(&complaint(|| res.assert_refused_by_policy().reason()), parts);
}

#[test]
fn urls_that_no_page_can_fetch_are_no_fetches() {
    for (url, parts) in [
        (
            "/getData",
            [
                "`/getData` is no absolute URL",
                "write the whole of it, such as `http://localhost:8080/getData`",
            ],
        ),
        ("getData", ["`getData` is no absolute URL", "`http://localhost:8080/getData`"]),
        ("//localhost:4000/getData", ["no absolute URL", "`http://localhost:4000/getData`"]),
        ("localhost:4000/getData", ["it has no scheme", "write `http://localhost:4000/getData`"]),
        ("", ["`` is no absolute URL", "`http://localhost:8080/`"]),
        ("ftp://localhost/getData", ["the scheme is `ftp`", "write `http` or `https`"]),
        ("data:text/plain,hello", ["the scheme is `data`", "write `http` or `https`"]),
        ("http://", ["is no URL", "write scheme, host and path"]),
        ("http://local host/", ["is no URL", "write scheme, host and path"]),
        ("http://localhost:99999/", ["is no URL: invalid port number", "write"]),
    ] {
        let makers: [fn(&str) -> Fetch; 7] = [
            |url| Fetch::new("GET", url),
            |url| Fetch::get(url),
            |url| Fetch::head(url),
            |url| Fetch::post(url),
            |url| Fetch::put(url),
            |url| Fetch::patch(url),
            |url| Fetch::delete(url),
        ];
        for make in makers {
            assert_says(&complaint(|| make(url)), &parts);
        }
    }
}

#[actix_web::test]
async fn a_fetch_that_is_never_sent_shows_nothing() {
    for (fetch, reason) in [
        (Fetch::new("TRACE", at("/news")), "CONNECT, TRACE and TRACK"),
        (Fetch::get(at("/news")).body("text"), "GET and HEAD have no body"),
        (Fetch::get(at("/news")).mode(RequestMode::SameOrigin), "mode same-origin"),
        (Fetch::get(at("/news")).header("no name", "1"), "the name or the value of a header"),
    ] {
        for page in [HOME, STRANGER] {
            let res = fetched(page, fetch.clone()).await;
            assert_nothing_shown(&res, &["nothing was sent: ", reason, "help: correct the fetch"]);
        }
    }
}

/// For the listed page and for others, by simple requests and by preflighted ones.
#[actix_web::test]
async fn a_path_of_no_route_shows_nothing() {
    let mistyped = ["/getDta", "/getData/", "/", "/getdata"];
    for page in [HOME, STRANGER] {
        for path in mistyped {
            for fetch in [Fetch::get(at(path)), Fetch::put(at(path)).header("name", "1")] {
                let res = fetched(page, fetch).await;
                let said = format!("no route of the application has the path `{path}`");
                assert_nothing_shown(&res, &[&said, "help: write the path of a route"]);
            }
        }
    }
}

#[actix_web::test]
async fn nor_does_it_under_a_policy_for_everything() {
    let app = App::new().service(web::resource("/a").to(HttpResponse::Ok)).wrap(Cors::new(&POLICY));
    let app = init_service(app).await;
    let page = Browser::new().open(STRANGER);
    for fetch in [Fetch::get(at("/b")), Fetch::put(at("/b"))] {
        assert_nothing_shown(&page.fetch(&app, fetch).await, &["has the path `/b`"]);
    }
    for fetch in [Fetch::get(at("/a")), Fetch::put(at("/a"))] {
        let res = page.fetch(&app, fetch).await;
        res.assert_blocked();
        res.assert_refused_by_policy();
    }
}

#[actix_web::test]
async fn a_method_of_no_route_shows_nothing() {
    let app = App::new()
        .service(web::resource("/resource").route(web::post().to(HttpResponse::Ok)))
        .service(web::scope("/scope").route("/post", web::post().to(HttpResponse::Ok)));
    let app = init_service(app).await;
    let page = Browser::new().open(HOME);
    for path in ["/resource", "/scope/post"] {
        let res = page.fetch(&app, Fetch::get(at(path))).await;
        let said = format!("no route of the application serves `GET {path}`");
        assert_nothing_shown(&res, &[&said, "help: write the method and the path"]);
        page.fetch(&app, Fetch::post(at(path))).await.assert_blocked();
    }
    // An annotated handler is a resource with a guard.
    let res = fetched(HOME, Fetch::get(at("/login"))).await;
    assert_nothing_shown(&res, &["no route of the application serves `GET /login`"]);
}

#[actix_web::test]
async fn files_that_are_not_there_show_nothing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/testing");
    let files = actix_files::Files::new("/files", folder).cors(&POLICY);
    let app = init_service(App::new().service(files)).await;
    let page = Browser::new().open(STRANGER);
    page.fetch(&app, Fetch::get(at("/files/main.rs"))).await.assert_refused_by_policy();
    let res = page.fetch(&app, Fetch::get(at("/files/nothing.rs"))).await;
    assert_nothing_shown(&res, &["serves `GET /files/nothing.rs`: it answered 404"]);
}

#[actix_web::test]
async fn a_default_service_is_named() {
    let app = App::new().default_service(web::to(HttpResponse::NotFound)).wrap(Cors::new(&POLICY));
    let app = init_service(app).await;
    let page = Browser::new().open(STRANGER);
    for fetch in [Fetch::get(at("/any")), Fetch::put(at("/any"))] {
        let res = page.fetch(&app, fetch.clone()).await;
        assert_nothing_shown(&res, &["write `.to_default_service()` behind the fetch"]);
        let res = page.fetch(&app, fetch.to_default_service()).await;
        res.assert_blocked();
        res.assert_refused_by_policy();
    }
}

#[actix_web::test]
async fn what_is_blocked_on_the_way_is_blocked() {
    // A route without a policy, a redirect, a middleware that refuses.
    fetched(STRANGER, Fetch::get(at("/bare"))).await.assert_blocked();
    fetched(STRANGER, Fetch::put(at("/bare"))).await.assert_blocked();
    fetched(STRANGER, Fetch::get(at("/moved"))).await.assert_blocked();
    fetched(HOME, Fetch::put(at("/getData?locked"))).await.assert_blocked();
    for (error, is_telling) in [(true, true), (false, false)] {
        let app = App::new().service(web::resource("/a").to(HttpResponse::Ok)).wrap_fn(
            move |_, _| async move {
                let refusal =
                    if error { ErrorTooManyRequests("slowly") } else { ErrorNotFound("where?") };
                Err::<actix_web::dev::ServiceResponse, _>(refusal)
            },
        );
        let app = init_service(app).await;
        let res = Browser::new().open(HOME).fetch(&app, Fetch::get(at("/a"))).await;
        if is_telling {
            res.assert_blocked();
        } else {
            assert_nothing_shown(
                &res,
                &["cannot tell whether a route was reached", "a middleware answered 404"],
            );
        }
    }
}

#[actix_web::test]
async fn over_a_socket_too() {
    let port = serve_app(application);
    let url = |path: &str| format!("http://localhost:{port}{path}");
    for page in [HOME, STRANGER] {
        let page = Browser::new().open(page);
        for fetch in [Fetch::get(url("/getDta")), Fetch::put(url("/getDta")).header("name", "1")] {
            let res = page.fetch_live(fetch).await;
            assert_nothing_shown(
                &res,
                &["cannot tell whether a route was reached", "answered 404", "help: "],
            );
        }
        let res = page.fetch_live(Fetch::get("http://localhost:1/")).await;
        assert_nothing_shown(
            &res,
            &["no answer came from http://localhost:1/", "help: start the server"],
        );
        let res = page.fetch_live(Fetch::get("https://localhost:1/")).await;
        assert_nothing_shown(&res, &["no answer came", "over plain http"]);
        let res = page.fetch_live(Fetch::new("TRACE", url("/news"))).await;
        assert_nothing_shown(&res, &["nothing was sent"]);
    }
}
