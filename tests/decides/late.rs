//! What `check_app` says of preflights that a `Cors` around the application cannot answer before other middleware, and that it
//! says nothing where all of them are.

use actix_web::middleware::from_fn;
use actix_web::web::ServiceConfig;
use actix_web::{App, HttpResponse, Resource, get, put, web};
use cors_runtime::{Cors, CorsExt as _, check_app, cors};
use tracing::Level;

use crate::cases::{A, AROUND, OPEN, STRICT, answer, preflight, run, wall};
use crate::events::Listener;

#[cors(policy = STRICT)]
#[put("/one")]
async fn one() -> &'static str {
    run("one")
}

#[cors(policy = STRICT)]
#[put("/two")]
async fn two() -> &'static str {
    run("two")
}

#[cors(policy = AROUND)]
#[get("/one")]
async fn get_one() -> &'static str {
    run("get")
}

fn plain(path: &str) -> Resource {
    web::resource(path).to(HttpResponse::Ok)
}

/// The warnings of a check.
async fn said(configure: impl FnOnce(&mut ServiceConfig)) -> Vec<String> {
    let listener = Listener::of(Level::WARN);
    let guard = tracing::subscriber::set_default(listener.clone());
    let app = || App::new().configure(configure).wrap(from_fn(wall)).wrap(Cors::default());
    check_app(app).await.expect("nothing keeps it from starting");
    drop(guard);
    listener.said()
}

fn api(config: &mut ServiceConfig) {
    config.service(web::scope("/api").service(one).service(two));
}

#[actix_web::test]
async fn a_handler_without_a_policy_is_named_with_what_to_write() {
    let fallback = |config: &mut ServiceConfig| {
        config.configure(api).service(plain("/{tail:.*}"));
    };
    let beside = |config: &mut ServiceConfig| {
        config.service(plain("/{x}").cors(&OPEN)).service(plain("/x"));
    };
    let scope = |config: &mut ServiceConfig| {
        config.service(web::scope("/in").service(plain("/x")).cors(&OPEN)).service(plain("/in/x"));
    };
    let (fallback, beside, scope) = (said(fallback).await, said(beside).await, said(scope).await);
    assert_eq!((fallback.len(), beside.len(), scope.len()), (2, 1, 1));
    for (said, what, at) in [
        (&fallback[0], "`PUT /api/one`", "`/{tail:.*}`"),
        (&fallback[1], "`PUT /api/two`", "`/{tail:.*}`"),
        (&beside[0], &format!("`/{{x}}` of {}", crate::cases::FILE), "`/x`"),
        (&scope[0], &format!("`/in` of {}", crate::cases::FILE), "`/in/x`"),
    ] {
        let parts = [what, at, "behind other middleware", "without a policy", "`.cors(&POLICY)`"];
        assert!(parts.iter().all(|part| said.contains(part)), "{parts:?} in {said}");
    }
}

#[actix_web::test]
async fn a_fallback_with_another_policy_is_named_once() {
    let said = said(|config| {
        config.configure(api).service(plain("/{tail:.*}").cors(&OPEN));
    });
    let said = said.await;
    let [said] = &said[..] else { panic!("{said:?}") };
    for part in ["`PUT /api/one`", "and for 1 more", "cases.rs", "`/{tail:.*}`", "the same policy"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
}

/// Where nothing is said, all preflights are answered, whatever else would have stopped them.
#[actix_web::test]
async fn what_is_not_named_is_answered_early() {
    let configure = |config: &mut ServiceConfig| {
        let deep = web::scope("/deep").service(plain("/x")).service(plain("/{x}").cors(&STRICT));
        let scope = web::scope("/in").service(one).service(plain("/y")).service(deep.cors(&OPEN));
        config
            .service(get_one)
            .service(two)
            .service(plain("/x").cors(&STRICT))
            .service(plain("/one").guard(actix_web::guard::Put()).cors(&STRICT))
            .service(scope.cors(&STRICT))
            .service(plain("/elsewhere"));
    };
    assert_eq!(
        said(|config| {
            config.service(two).service(plain("/x").cors(&STRICT)).service(plain("/elsewhere"));
            config.service(web::scope("/in").service(one).service(plain("/y")).cors(&STRICT));
        })
        .await,
        [""; 0]
    );
    for path in ["/two", "/x", "/one", "/in/one", "/in/y", "/in/deep/x", "/in/deep/z"] {
        let app = App::new().configure(configure).wrap(from_fn(wall)).wrap(Cors::default());
        assert_eq!(answer!(app, preflight(A, "PUT", path)).status, 204, "{path}");
    }
}
