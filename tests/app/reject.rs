//! `reject_unlisted`: other origins are refused before extractors and handlers run, the page's own origin is not.

use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, post, put, web};
use cors_runtime::{Cors, Policy, cors};
use cors_tests::{Answer, Ask, Spy};

const A: &str = "https://a.example";
const EVIL: &str = "https://evil.example";

#[cors(origins = ["https://a.example"], headers = ["content-type"], reject_unlisted)]
#[post("/strict")]
async fn strict(spy: web::Data<Spy>, _: web::Json<String>) -> HttpResponse {
    spy.run()
}

#[cors(origins = any)]
#[put("/open")]
async fn open(spy: web::Data<Spy>) -> HttpResponse {
    spy.run()
}

fn walls() -> Policy {
    Policy::builder().origins([A]).reject_unlisted(true).build().expect("a policy")
}

async fn answer(cors: Option<Cors>, ask: Ask) -> Answer {
    let spy = Spy::new();
    let app = || {
        App::new()
            .app_data(web::Data::new(spy.clone()))
            .service(strict)
            .service(open)
            .route("/plain", spy.route())
    };
    let request = ask.request().to_request();
    let result = match cors {
        Some(cors) => init_service(app().wrap(cors))
            .await
            .call(request)
            .await
            .map(ServiceResponse::map_into_boxed_body),
        None => init_service(app()).await.call(request).await,
    };
    Answer::of(result, spy.runs()).await
}

fn post(origin: &str) -> Ask {
    Ask::from(origin).method("POST").at("/strict").line("Host", "api.example").json("\"text\"")
}

/// Where an annotated route may stand.
fn around() -> [Option<Cors>; 3] {
    [None, Some(Cors::default()), Some(Cors::new(walls()))]
}

#[actix_web::test]
async fn only_listed_origins_and_the_own_one_pass() {
    for (ask, status, runs) in [
        (post(A), 200, 1),
        (post(EVIL), 403, 0),
        (post("null"), 403, 0),
        (post(EVIL).json("{"), 403, 0),
        (post(EVIL).line("Sec-Fetch-Site", "cross-site"), 403, 0),
        (post(EVIL).line("Sec-Fetch-Site", "same-site"), 403, 0),
        (post("http://api.example"), 200, 1),
        (post("http://api.example:8080"), 403, 0),
        (post("https://api.example"), 403, 0),
        (post("https://api.example").line("Sec-Fetch-Site", "same-origin"), 200, 1),
        (post("https://api.example").line("Sec-Fetch-Site", "none"), 200, 1),
        (post("http://api.example").line("Sec-Fetch-Site", "cross-site"), 403, 0),
        (post("https://api.example").line("X-Forwarded-Proto", "https"), 403, 0),
        (Ask::new("POST").at("/strict").json("\"text\""), 200, 1),
    ] {
        for cors in around() {
            let answer = answer(cors, ask.clone()).await;
            assert_eq!((answer.status, answer.runs), (status, runs), "{ask:?}");
            if status == 403 {
                assert_eq!(
                    (answer.cors(), answer.lines("vary")),
                    (vec![], vec!["Origin"]),
                    "{ask:?}"
                );
            }
        }
    }
}

#[actix_web::test]
async fn a_trusted_proxy_says_what_the_browser_sees() {
    let forwarded = || {
        post("https://shop.example")
            .line("X-Forwarded-Host", "shop.example")
            .line("X-Forwarded-Proto", "https")
    };
    for (cors, status) in [
        (Cors::default(), 403),
        (Cors::default().trust_forwarded_host(true), 200),
        (Cors::new(walls()).trust_forwarded_host(true), 200),
        (Cors::new(walls()).trust_forwarded_host(false), 403),
    ] {
        for path in ["/strict", "/plain"] {
            let is_covered = path == "/strict" || !format!("{cors:?}").contains("policy: None");
            let status = if is_covered { status } else { 200 };
            let answer = answer(Some(cors.clone()), forwarded().at(path)).await;
            assert_eq!(answer.status, status, "{path} {cors:?}");
        }
    }
}

#[actix_web::test]
async fn the_policy_around_rejects_for_itself_only() {
    let ask = |path| Ask::from(EVIL).method("PUT").at(path);
    let plain = answer(Some(Cors::new(walls())), ask("/plain")).await;
    assert_eq!((plain.status, plain.runs), (403, 0));
    let own = answer(Some(Cors::new(walls())), ask("/open")).await;
    assert_eq!(
        (own.status, own.runs, own.lines("access-control-allow-origin")),
        (200, 1, vec!["*"])
    );
}
