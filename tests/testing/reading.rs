//! What pages get.

use actix_web::test::init_service;
use cors_runtime::testing::{Browser, Fetch, Outcome, Profile, Reason, RequestMode};

use crate::app::{HOME, application, at};

fn put() -> Fetch {
    Fetch::put(at("/getData")).header("name", "xiamen").with_credentials()
}

#[actix_web::test]
async fn a_listed_page_reads_status_body_and_exposed_headers() {
    let app = init_service(application()).await;
    let page = Browser::new().open(HOME);
    let res = page.fetch(&app, put()).await;
    res.assert_readable();
    assert_eq!(res.status(), 200);
    assert_eq!(res.text(), "777");
    assert_eq!(res.header("Name"), Some("jw"));
    assert_eq!(res.header("x-hidden"), None);
    assert_eq!(res.preflights(), 1);
    assert!(res.blocked().is_none());
    let methods: Vec<&str> =
        res.exchange().iter().map(cors_runtime::testing::Hop::method).collect();
    assert_eq!(methods, ["OPTIONS", "PUT"]);
    assert_eq!(res.exchange()[0].request_header("access-control-request-headers"), Some("name"));
    assert_eq!(res.exchange()[1].response_header("x-hidden"), ["1"]);
    assert_eq!(res.headers().map(|(name, _)| name).collect::<Vec<_>>(), ["name"]);
}

#[actix_web::test]
async fn a_stranger_is_blocked_before_the_handler_runs() {
    let app = init_service(application()).await;
    let res = Browser::new().open("http://localhost:3001").fetch(&app, put()).await;
    let blocked = res.assert_blocked();
    assert_eq!(blocked.reason, Reason::AllowOriginMissing);
    assert_eq!(
        blocked.console_message().unwrap(),
        "Access to fetch at 'http://localhost:4000/getData' from origin 'http://localhost:3001' has been blocked by CORS \
         policy: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header \
         is present on the requested resource."
    );
    assert_eq!(res.exchange().len(), 1);
    assert!(res.exchange()[0].explanation().unwrap().is_refused());
}

#[actix_web::test]
async fn the_page_of_the_server_itself_needs_no_policy() {
    let app = init_service(application()).await;
    let res =
        Browser::new().open("http://localhost:4000").fetch(&app, Fetch::get(at("/bare"))).await;
    assert_eq!(res.text(), "bare");
    assert_eq!(res.exchange()[0].request_header("sec-fetch-site"), Some("same-origin"));
}

#[actix_web::test]
async fn profiles_differ_where_engines_do() {
    let app = init_service(application()).await;
    let fetch = || Fetch::delete(at("/public")).header("authorization", "1");
    let strict = Browser::new().open(HOME).fetch(&app, fetch()).await;
    strict.assert_blocked();
    let chromium = Browser::like(Profile::Chromium).open(HOME).fetch(&app, fetch()).await;
    // Our own server answers `*` only to what the standard lets `*` cover.
    chromium.assert_blocked();
    assert_eq!(chromium.exchange()[0].status(), Some(403));
}

#[actix_web::test]
async fn no_cors_reads_nothing() {
    let app = init_service(application()).await;
    let fetch = Fetch::get(at("/bare")).mode(RequestMode::NoCors);
    let res = Browser::new().open(HOME).fetch(&app, fetch).await;
    assert_eq!(*res.outcome(), Outcome::Opaque);
    assert!(res.to_string().contains("reads nothing"), "{res}");
}

#[actix_web::test]
async fn redirects_are_followed_and_checked() {
    let app = init_service(application()).await;
    let res = Browser::new().open(HOME).fetch(&app, Fetch::get(at("/moved"))).await;
    assert_eq!(res.text(), "public");
    assert_eq!(res.exchange().len(), 2);
}

#[actix_web::test]
async fn bodies_arrive() {
    let app = actix_web::App::new().route(
        "/",
        actix_web::web::post().to(|body: String, request: actix_web::HttpRequest| async move {
            format!("{body} {}", request.headers().get("content-type").unwrap().to_str().unwrap())
        }),
    );
    let app = init_service(app).await;
    let page = Browser::new().open("https://api.example");
    let sent = page.fetch(&app, Fetch::post("https://api.example/").body("text")).await;
    assert_eq!(sent.text(), "text text/plain;charset=UTF-8");
    let sent = page.fetch(&app, Fetch::post("https://api.example/").json("{}")).await;
    assert_eq!(sent.text(), "{} application/json");
}
