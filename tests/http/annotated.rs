//! Annotated handlers, registered as any others: the attribute alone answers preflights and covers every response of its
//! own route, and no other route's.

use actix_web::dev::Service as _;
use actix_web::http::header::ContentType;
use actix_web::test::init_service;
use actix_web::{App, Error, HttpResponse, Responder, delete, error, get, post, put, route, web};
use cors_runtime::{Policy, cors, policy};
use cors_tests::{Answer, Ask};

const VARY: &str = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

#[cors(
    origins = ["http://localhost:3000"],
    methods = [PUT],
    headers = ["name"],
    expose = ["name"],
    credentials,
    max_age = 6
)]
#[put("/getData")]
async fn put_data() -> impl Responder {
    HttpResponse::Ok().insert_header(("name", "jw")).body("777")
}

#[cors(origins = any)]
#[get("/getData")]
async fn get_data() -> impl Responder {
    HttpResponse::Ok().body("888")
}

#[delete("/getData")]
async fn delete_data() -> impl Responder {
    HttpResponse::Ok().insert_header(ContentType::plaintext()).body("gone")
}

#[cors(origins = ["https://a.example"], headers = ["content-type"])]
#[post("/json")]
async fn json(_: web::Json<String>) -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = ["https://a.example"])]
#[get("/fails")]
async fn fails() -> Result<HttpResponse, Error> {
    Err(error::ErrorInternalServerError("inside the handler"))
}

#[cors(origins = ["https://a.example"])]
#[get("/users/{id}")]
async fn user(id: web::Path<u32>) -> impl Responder {
    match *id {
        1 => HttpResponse::Ok().body("one"),
        _ => HttpResponse::NotFound().finish(),
    }
}

#[cors(origins = ["https://a.example"])]
#[route("/several", method = "GET", method = "PATCH", method = "OPTIONS")]
async fn several() -> impl Responder {
    HttpResponse::Ok().insert_header(("Access-Control-Allow-Origin", "*")).body("several")
}

static PARTNERS: Policy = policy! {
    origins = ["https://*.partner.example"],
    methods = [GET, PUT],
    headers = ["content-type"]
};

#[cors(policy = PARTNERS, max_age = 600)]
#[get("/catalogue")]
async fn catalogue() -> impl Responder {
    HttpResponse::Ok().body("catalogue")
}

#[cors(origins = ["https://a.example"], reject_unlisted, preflight_status = 200)]
#[get("/guarded")]
async fn guarded() -> impl Responder {
    HttpResponse::Ok().body("guarded")
}

#[cors(disabled)]
#[get("/private")]
async fn private() -> impl Responder {
    HttpResponse::Ok().insert_header(("Access-Control-Allow-Origin", "*")).body("private")
}

/// Asks an application of all these handlers, in a scope, without any middleware.
async fn answer(ask: Ask) -> Answer {
    let app = App::new().app_data(web::JsonConfig::default().limit(32)).service(
        web::scope("/api")
            .service(put_data)
            .service(get_data)
            .service(delete_data)
            .service(json)
            .service(fails)
            .service(user)
            .service(several)
            .service(catalogue)
            .service(guarded)
            .service(private),
    );
    let app = init_service(app).await;
    Answer::of(app.call(ask.request().to_request()).await, 0).await
}

#[actix_web::test]
async fn the_preflight_of_a_handler_is_answered() {
    let ask = Ask::preflight("http://localhost:3000", "PUT").headers("name").at("/api/getData");
    let answer = answer(ask).await;
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(
        answer.cors(),
        [
            ("allow-credentials", "true"),
            ("allow-headers", "name"),
            ("allow-methods", "PUT"),
            ("allow-origin", "http://localhost:3000"),
            ("max-age", "6"),
        ]
    );
    assert_eq!(answer.lines("vary"), [VARY]);
}

#[actix_web::test]
async fn the_actual_request_follows() {
    let ask = Ask::from("http://localhost:3000").method("PUT").at("/api/getData");
    let answer = answer(ask).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "777"));
    assert_eq!(
        answer.cors(),
        [
            ("allow-credentials", "true"),
            ("allow-origin", "http://localhost:3000"),
            ("expose-headers", "name"),
        ]
    );
    assert_eq!(answer.lines("vary"), ["Origin"]);
}

#[actix_web::test]
async fn handlers_on_one_path_keep_their_own_policies() {
    let actual = answer(Ask::from("https://other.example").at("/api/getData")).await;
    assert_eq!((actual.body.as_str(), actual.cors()), ("888", vec![("allow-origin", "*")]));
    assert_eq!(actual.value("vary"), None);
    let get = answer(Ask::preflight("https://other.example", "GET").at("/api/getData")).await;
    assert_eq!((get.status, get.value("access-control-allow-origin").as_deref()), (204, Some("*")));
    let put = answer(Ask::preflight("https://other.example", "PUT").at("/api/getData")).await;
    assert_eq!(put.status, 403);
    assert!(put.cors().is_empty(), "{put:?}");
}

#[actix_web::test]
async fn a_handler_without_attribute_is_left_alone() {
    let ask = Ask::from("http://localhost:3000").method("DELETE").at("/api/getData");
    let actual = answer(ask).await;
    assert_eq!((actual.status, actual.body.as_str()), (200, "gone"));
    assert!(actual.cors().is_empty(), "{actual:?}");
    assert_eq!(actual.value("vary"), None);
    let preflight =
        answer(Ask::preflight("http://localhost:3000", "DELETE").at("/api/getData")).await;
    assert!(preflight.status >= 400 && preflight.cors().is_empty(), "{preflight:?}");
}

#[actix_web::test]
async fn errors_of_extractors_and_handlers_carry_the_headers() {
    let post = || Ask::from("https://a.example").method("POST").at("/api/json");
    let get = |path: &str| Ask::from("https://a.example").at(path);
    for (ask, status) in [
        (post().json("{"), 400),
        (post().json(&format!("\"{}\"", "x".repeat(64))), 413),
        (get("/api/fails"), 500),
        (get("/api/users/1"), 200),
        (get("/api/users/2"), 404),
        (get("/api/users/word"), 404),
    ] {
        let answer = answer(ask.clone()).await;
        assert_eq!(answer.status, status, "{ask:?}");
        assert_eq!(answer.cors(), [("allow-origin", "https://a.example")], "{ask:?}");
        assert_eq!(answer.lines("vary"), ["Origin"], "{ask:?}");
    }
}

#[actix_web::test]
async fn several_methods_and_options_of_its_own() {
    for method in ["GET", "PATCH", "OPTIONS"] {
        let answer = answer(Ask::from("https://a.example").method(method).at("/api/several")).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, "several"), "{method}");
        assert_eq!(answer.cors(), [("allow-origin", "https://a.example")], "{method}");
    }
    let patch = answer(Ask::preflight("https://a.example", "PATCH").at("/api/several")).await;
    assert_eq!((patch.status, patch.body.as_str()), (204, ""));
    let refused = answer(Ask::preflight("https://a.example", "PUT").at("/api/several")).await;
    assert_eq!(refused.status, 403);
    assert!(refused.cors().is_empty());
}

#[actix_web::test]
async fn a_named_policy_with_one_key_replaced() {
    let ask = |method| Ask::preflight("https://x.partner.example", method).at("/api/catalogue");
    let get = answer(ask("GET")).await;
    assert_eq!(get.status, 204);
    assert_eq!(
        get.cors(),
        [
            ("allow-methods", "GET, PUT"),
            ("allow-origin", "https://x.partner.example"),
            ("max-age", "600"),
        ]
    );
    let with_header = answer(ask("GET").headers("content-type")).await;
    assert_eq!(
        (with_header.status, with_header.lines("access-control-allow-headers")),
        (204, vec!["content-type"])
    );
    // The policy lists PUT, but the handler does not serve it.
    let put = answer(ask("PUT")).await;
    assert_eq!((put.status, put.cors()), (403, vec![]));
    let stranger = answer(Ask::from("https://partner.example").at("/api/catalogue")).await;
    assert_eq!((stranger.status, stranger.body.as_str()), (200, "catalogue"));
    assert!(stranger.cors().is_empty());
}

#[actix_web::test]
async fn reject_unlisted_and_preflight_status() {
    let granted = answer(Ask::preflight("https://a.example", "GET").at("/api/guarded")).await;
    assert_eq!(granted.status, 200);
    let rejected = answer(Ask::from("https://b.example").at("/api/guarded")).await;
    assert_eq!(rejected.status, 403);
    assert!(!rejected.mentions("guarded") && rejected.cors().is_empty(), "{rejected:?}");
    let same = Ask::from("http://api.example").line("Host", "api.example").at("/api/guarded");
    assert_eq!(answer(same).await.body, "guarded");
}

#[actix_web::test]
async fn disabled_means_no_headers_at_all() {
    for ask in [Ask::from("https://a.example"), Ask::new("GET")] {
        let answer = answer(ask.at("/api/private")).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, "private"));
        assert!(answer.cors().is_empty(), "{answer:?}");
    }
    let preflight = answer(Ask::preflight("https://a.example", "GET").at("/api/private")).await;
    assert_eq!(preflight.status, 403);
    assert!(preflight.cors().is_empty(), "{preflight:?}");
}

#[actix_web::test]
async fn a_path_that_differs_is_nobodys() {
    for path in ["/getData", "/api/getdata", "/api/getData/", "/api//getData", "/api/getData/x"] {
        let preflight = answer(Ask::preflight("http://localhost:3000", "PUT").at(path)).await;
        assert!(preflight.status >= 400, "{path}: {preflight:?}");
        assert!(preflight.cors().is_empty(), "{path}: {preflight:?}");
    }
}
