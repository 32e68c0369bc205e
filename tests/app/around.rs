//! What `Cors` lets pass, and what it finds out on the way back.

use actix_web::dev::Service as _;
use actix_web::guard::GuardContext;
use actix_web::http::header::LOCATION;
use actix_web::middleware::{Compress, NormalizePath, from_fn};
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, get, options, put, web};
use cors_runtime::{Cors, Policy, cors};
use cors_tests::{Answer, Ask, Spy};

use crate::wall::Wall;

const A: &str = "https://a.example";

#[cors(origins = ["https://a.example"])]
#[put("/items/{id}")]
async fn put_item() -> impl Responder {
    "put"
}

#[cors(origins = ["https://b.example"])]
#[get("/items/{id}")]
async fn get_item() -> impl Responder {
    "get"
}

#[cors(origins = ["https://a.example"])]
#[put("/guarded", guard = "is_special")]
async fn guarded() -> impl Responder {
    "guarded"
}

#[options("/items/{id}")]
async fn own_options() -> impl Responder {
    HttpResponse::Ok().insert_header(("Allow", "PUT")).body("options")
}

#[put("/items/special")]
async fn special() -> impl Responder {
    "not for other origins"
}

fn is_special(context: &GuardContext<'_>) -> bool {
    context.head().headers().contains_key("x-special")
}

fn everybody() -> Policy {
    Policy::builder().any_origin().methods(["PUT", "DELETE"]).max_age(60).build().expect("a policy")
}

macro_rules! answer {
    ($app:expr, $ask:expr) => {
        Answer::of(init_service($app).await.call($ask.request().to_request()).await, 0).await
    };
}

fn preflight(path: &str, method: &str) -> Ask {
    Ask::preflight(A, method).at(path)
}

#[actix_web::test]
async fn an_unknown_path_is_nobodys() {
    let app = || App::new().service(put_item).wrap(Cors::default());
    for path in ["/nowhere", "/items", "/items/", "/items/1/2", "//items/1", "/items/%2F/1"] {
        let answer = answer!(app(), preflight(path, "PUT"));
        assert_eq!((answer.status, answer.cors()), (404, vec![]), "{path}");
    }
    for path in ["/items/1", "/items/%2F", "/%69tems/1", "/items/..", "/items/%C3%A9"] {
        assert_eq!(answer!(app(), preflight(path, "PUT")).status, 204, "{path}");
    }
}

#[actix_web::test]
async fn an_unserved_method_is_refused_by_the_route() {
    let app = || App::new().service(put_item).wrap(Cors::default());
    let answer = answer!(app(), preflight("/items/1", "DELETE"));
    assert_eq!((answer.status, answer.cors()), (403, vec![]));
    let walled = App::new().service(put_item).wrap(Wall::answering(401)).wrap(Cors::default());
    let answer = answer!(walled, preflight("/items/1", "DELETE"));
    assert_eq!((answer.status, answer.cors()), (401, vec![]));
}

#[actix_web::test]
async fn handlers_of_one_path_keep_their_own_policies() {
    for app in [
        || App::new().service(get_item).service(put_item),
        || App::new().service(put_item).service(get_item),
    ] {
        let app = || app().wrap(Wall::answering(401)).wrap(Cors::default());
        assert_eq!(answer!(app(), preflight("/items/1", "PUT")).status, 204);
        assert_eq!(answer!(app(), preflight("/items/1", "GET")).status, 403);
        let read = answer!(app(), Ask::from("https://b.example").at("/items/1"));
        assert_eq!(read.lines("access-control-allow-origin"), ["https://b.example"]);
        let unread = answer!(app(), Ask::from(A).at("/items/1"));
        assert_eq!((unread.status, unread.cors()), (401, vec![]));
    }
}

#[actix_web::test]
async fn an_earlier_route_without_policy_is_not_answered_for() {
    let app = || App::new().service(get_item).service(special).service(put_item);
    let walled = || app().wrap(Wall::answering(401)).wrap(Cors::default());
    assert_eq!(answer!(walled(), preflight("/items/1", "PUT")).status, 204);
    let answer = answer!(walled(), preflight("/items/special", "PUT"));
    assert_eq!((answer.status, answer.cors()), (401, vec![]));
    let actual =
        answer!(app().wrap(Cors::default()), Ask::from(A).method("PUT").at("/items/special"));
    assert_eq!((actual.status, actual.cors()), (200, vec![]));
    // A policy around everything covers it.
    let covered = answer!(
        app().wrap(Cors::new(everybody())),
        Ask::from(A).method("PUT").at("/items/special")
    );
    assert_eq!(covered.lines("access-control-allow-origin"), ["*"]);
}

#[actix_web::test]
async fn other_handlers_of_the_path_are_covered_by_the_policy_around() {
    let app = App::new()
        .service(put_item)
        .route("/items/{id}", web::delete().to(HttpResponse::Ok))
        .wrap(Cors::new(everybody()));
    let app = init_service(app).await;
    let ask = async |ask: Ask| Answer::of(app.call(ask.request().to_request()).await, 0).await;
    let deleted = ask(preflight("/items/1", "DELETE")).await;
    assert_eq!((deleted.status, deleted.lines("access-control-allow-origin")), (204, vec!["*"]));
    let put = ask(preflight("/items/1", "PUT")).await;
    assert_eq!((put.status, put.lines("access-control-allow-origin")), (204, vec![A]));
    let actual = ask(Ask::from("https://x.example").method("DELETE").at("/items/1")).await;
    assert_eq!((actual.status, actual.lines("access-control-allow-origin")), (200, vec!["*"]));
}

#[actix_web::test]
async fn guards_are_the_routers() {
    let app = || App::new().service(guarded).wrap(Wall::answering(401)).wrap(Cors::default());
    assert_eq!(answer!(app(), preflight("/guarded", "PUT")).status, 401);
    let open = || App::new().service(guarded).wrap(Cors::default());
    assert_eq!(answer!(open(), preflight("/guarded", "PUT").line("X-Special", "1")).status, 204);
    assert_eq!(answer!(open(), preflight("/guarded", "PUT")).status, 404);
    let actual = answer!(open(), Ask::from(A).method("PUT").at("/guarded").line("X-Special", "1"));
    assert_eq!(actual.lines("access-control-allow-origin"), [A]);
}

#[actix_web::test]
async fn scopes_that_guards_tell_apart_are_the_routers() {
    let scope = |host: &str| web::scope("/api").guard(actix_web::guard::Host(host));
    let app = || {
        App::new()
            .service(scope("public.example").service(put_item))
            .service(
                scope("intern.example").service(web::resource("/items/{id}").to(HttpResponse::Ok)),
            )
            .wrap(Cors::default())
    };
    for (host, status) in [("public.example", 204), ("intern.example", 200)] {
        let answer = answer!(app(), preflight("/api/items/1", "PUT").line("Host", host));
        assert_eq!((answer.status, answer.cors().is_empty()), (status, status == 200), "{host}");
    }
}

#[actix_web::test]
async fn own_options_handlers_answer_what_is_no_preflight() {
    let app = || App::new().service(put_item).service(own_options).wrap(Cors::default());
    for ask in [Ask::new("OPTIONS"), Ask::from(A).method("OPTIONS")] {
        let answer = answer!(app(), ask.at("/items/1"));
        assert_eq!((answer.status, answer.lines("allow")), (200, vec!["PUT"]));
    }
    let answer = answer!(app(), preflight("/items/1", "PUT"));
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
}

#[actix_web::test]
async fn a_path_that_is_normalised_inside_is_answered_on_the_way_back() {
    let wall = Wall::answering(401);
    let app = App::new().service(put_item).wrap(wall.clone());
    let app = app.wrap(NormalizePath::trim()).wrap(Cors::default());
    let answer = answer!(app, preflight("//items/1/", "PUT"));
    assert_eq!((answer.status, answer.lines("access-control-allow-origin")), (204, vec![A]));
    assert_eq!(wall.runs(), 1, "nobody could know before");
}

#[actix_web::test]
async fn only_a_redirect_that_corrects_slashes_is_answered() {
    for (target, status) in [
        ("/items/1", 204),
        ("//items/1", 308),
        ("http://api.example/items/1", 204),
        ("https://evil.example/items/1", 308),
        ("/items/2", 308),
        ("/nowhere", 308),
    ] {
        let redirect = move |request: actix_web::dev::ServiceRequest, _| async move {
            let response =
                HttpResponse::PermanentRedirect().insert_header((LOCATION, target)).finish();
            Ok(request.into_response(response))
        };
        let app = App::new().service(put_item).wrap(from_fn(redirect)).wrap(Cors::default());
        let answer = answer!(app, preflight("/items/1/", "PUT").line("Host", "api.example"));
        assert_eq!(answer.status, status, "{target}");
    }
}

#[actix_web::test]
async fn compression_varies_too() {
    let app =
        || App::new().service(put_item).default_service(web::to(|| async { "x".repeat(4096) }));
    let ask = || Ask::from(A).line("Accept-Encoding", "gzip").at("/large");
    for answer in [
        answer!(app().wrap(Compress::default()).wrap(Cors::new(listed())), ask()),
        answer!(app().wrap(Cors::new(listed())).wrap(Compress::default()), ask()),
    ] {
        assert_eq!(answer.lines("content-encoding"), ["gzip"]);
        let mut vary: Vec<_> =
            answer.elements("vary").iter().map(|name| name.to_lowercase()).collect();
        vary.sort();
        assert_eq!(vary, ["accept-encoding", "origin"]);
    }
}

fn listed() -> Policy {
    Policy::builder().origins([A]).build().expect("a policy")
}

#[actix_web::test]
async fn several_applications_on_one_thread() {
    let with =
        init_service(App::new().service(put_item).wrap(Wall::answering(401)).wrap(Cors::default()))
            .await;
    let scoped = App::new().service(web::scope("/in").service(put_item));
    let scoped = init_service(scoped.wrap(Wall::answering(401)).wrap(Cors::default())).await;
    let ask = |path| preflight(path, "PUT").request().to_request();
    assert_eq!(with.call(ask("/items/1")).await.unwrap().status(), 204);
    assert_eq!(with.call(ask("/in/items/1")).await.unwrap().status(), 401);
    assert_eq!(scoped.call(ask("/items/1")).await.unwrap().status(), 401);
    assert_eq!(scoped.call(ask("/in/items/1")).await.unwrap().status(), 204);
    drop(with);
    assert_eq!(scoped.call(ask("/in/items/1")).await.unwrap().status(), 204);
}

#[actix_web::test]
async fn a_cors_around_a_scope_answers_before_what_is_inside_the_scope() {
    let wall = Wall::failing(401);
    let scope = || web::scope("/in").service(put_item).wrap(wall.clone()).wrap(Cors::default());
    let answer = answer!(App::new().service(scope()), preflight("/in/items/1", "PUT"));
    assert_eq!((answer.status, wall.runs()), (204, 0));
    let answer = answer!(App::new().service(scope()), Ask::from(A).method("PUT").at("/in/items/1"));
    assert_eq!((answer.status, answer.lines("access-control-allow-origin")), (401, vec![A]));
}

#[actix_web::test]
async fn a_middleware_that_replaces_the_response_cannot_lose_the_headers() {
    async fn replaced(
        request: actix_web::dev::ServiceRequest,
        next: actix_web::middleware::Next<impl actix_web::body::MessageBody + 'static>,
    ) -> Result<actix_web::dev::ServiceResponse, actix_web::Error> {
        let (request, _) = next.call(request).await?.into_parts();
        Ok(actix_web::dev::ServiceResponse::new(request, HttpResponse::ImATeapot().finish()))
    }
    let app = App::new().service(put_item).wrap(from_fn(replaced)).wrap(Cors::default());
    let answer = answer!(app, Ask::from(A).method("PUT").at("/items/1"));
    assert_eq!((answer.status, answer.lines("access-control-allow-origin")), (418, vec![A]));
}

#[actix_web::test]
async fn the_policy_around_answers_for_what_nobody_annotated() {
    let spy = Spy::new();
    let app = App::new()
        .service(put_item)
        .service(web::resource("/plain").route(spy.route()))
        .wrap(Wall::answering(401))
        .wrap(Cors::new(everybody()));
    let app = init_service(app).await;
    for path in ["/plain", "/nowhere"] {
        let answer =
            Answer::of(app.call(preflight(path, "PUT").request().to_request()).await, spy.runs())
                .await;
        assert_eq!((answer.status, answer.runs), (204, 0), "{path}");
        let ask = Ask::from("https://x.example").at(path);
        let answer = Answer::of(app.call(ask.request().to_request()).await, spy.runs()).await;
        assert_eq!((answer.status, answer.runs), (401, 0), "{path}");
        assert_eq!(answer.lines("access-control-allow-origin"), ["*"], "{path}");
    }
}
