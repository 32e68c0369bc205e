//! Origins that are asked for elsewhere: what is asked, how often, what is remembered, and what
//! happens without an answer.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use actix_web::http::StatusCode;
use actix_web::rt::{spawn, time::sleep};
use actix_web::test::{call_service, init_service};
use actix_web::{App, HttpResponse, Responder, get, put, web};
use cors_runtime::{Cors, Policy, ResolvedOrigins, ResolverLimits, check_app, cors};
use cors_tests::Ask;

use crate::backend::{Backend, LIMITS};
use crate::events::Events;

#[actix_web::test]
async fn both_answers_are_remembered() {
    let backend = Backend::default();
    let service = service!(backend.start(LIMITS));
    for _ in 0..5 {
        assert!(allowed!(service, Ask::from("https://good.example")));
        assert!(allowed!(service, Ask::preflight("https://good.example", "PUT")));
        assert!(!allowed!(service, Ask::from("https://bad.example")));
        assert!(!allowed!(service, Ask::preflight("https://bad.example", "PUT")));
    }
    assert_eq!(backend.asked(), ["https://good.example", "https://bad.example"]);
}

#[actix_web::test]
async fn answers_expire_each_in_its_time() {
    let backend = Backend::default();
    let limits = ResolverLimits { refused_for: Duration::from_millis(40), ..LIMITS };
    let service = service!(backend.start(limits));
    for _ in 0..2 {
        assert!(allowed!(service, Ask::from("https://good.example")));
        assert!(!allowed!(service, Ask::from("https://bad.example")));
        sleep(Duration::from_millis(80)).await;
    }
    assert_eq!(backend.count(), 3, "good once, bad twice");
}

#[actix_web::test]
async fn what_is_forgotten_is_asked_for_again() {
    let backend = Backend::default();
    let origins = backend.start(LIMITS);
    let service = service!(origins);
    for round in 1..=3 {
        assert!(allowed!(service, Ask::from("https://good.example")));
        assert_eq!(backend.count(), round);
        match round {
            1 => origins.forget("https://good.example").await,
            _ => origins.forget_all(),
        }
    }
}

#[actix_web::test]
async fn requests_from_one_origin_share_one_question() {
    let backend = Backend::slow(50);
    let service = service!(backend.start(LIMITS));
    let requests: Vec<_> = (0..100)
        .map(|_| {
            let service = service.clone();
            spawn(async move { allowed!(service, Ask::from("https://good.example")) })
        })
        .collect();
    for request in requests {
        assert!(request.await.unwrap());
    }
    assert_eq!(backend.count(), 1);
}

#[actix_web::test]
async fn without_an_answer_a_request_is_refused_and_nothing_is_remembered() {
    let backend = Backend::default();
    let service = service!(backend.start(LIMITS));
    for (origin, reason) in [
        ("https://error.example", "no\\nconnection"),
        ("https://hang.example", "no answer in time"),
        ("https://panic.example", "ended without an answer"),
    ] {
        for round in 1..=2 {
            let from = Instant::now();
            let before = backend.count();
            let events = Events::default();
            let guard = tracing::subscriber::set_default(events.clone());
            assert!(!allowed!(service, Ask::from(origin)), "{origin}, round {round}");
            drop(guard);
            assert_eq!(backend.count(), before + 1, "{origin} is asked for again");
            assert!(from.elapsed() < Duration::from_secs(2), "{origin}");
            let text = events.text();
            assert!(text.contains(reason) && text.contains(origin), "{text}");
            assert!(!text.contains("no\nconnection"), "an error is written on one line: {text}");
        }
    }
    assert!(allowed!(service, Ask::from("https://good.example")), "the others go on");
}

#[actix_web::test]
async fn an_attacker_with_a_new_origin_for_each_request_stays_within_bounds() {
    const FLOOD: usize = 5_000;
    let backend = Backend::slow(20);
    let limits = ResolverLimits { answers: 100, ..LIMITS };
    let origins = backend.start(limits);
    let service = service!(origins);
    // A tenant that everybody uses.
    for _ in 0..50 {
        assert!(allowed!(service, Ask::from("https://good.example")));
    }
    let events = Events::default();
    let guard = tracing::subscriber::set_default(events.clone());
    let from = Instant::now();
    let requests: Vec<_> = (0..FLOOD)
        .map(|index| {
            let service = service.clone();
            let origin = format!("https://bad{index}.example");
            spawn(async move { allowed!(service, Ask::from(origin)) })
        })
        .collect();
    for request in requests {
        assert!(!request.await.unwrap());
    }
    let taken = from.elapsed();
    drop(guard);
    let asked = backend.count() - 1;
    let by_time = (usize::try_from(taken.as_millis()).unwrap() / 20 + 2) * LIMITS.questions;
    assert!(asked <= by_time, "{asked} questions in {taken:?}");
    assert!(backend.most.load(Ordering::SeqCst) <= LIMITS.questions);
    assert!(origins.remembered() <= 100, "{} answers", origins.remembered());
    let said = |what: &str| events.count(what);
    let (busy, most) = (said("too many origins"), usize::try_from(taken.as_secs()).unwrap() + 1);
    assert!((1..=most).contains(&busy), "{busy} events in {taken:?}");
    // The flood went by; the tenant's answer is still there.
    let before = backend.count();
    assert!(allowed!(service, Ask::from("https://good.example")));
    assert_eq!(backend.count(), before);
    println!(
        "{FLOOD} origins in {taken:.0?}: {asked} questions, {} answers remembered",
        origins.remembered()
    );
}

/// More answers than the cache holds, one after the other, so that every one of them is asked for.
#[actix_web::test]
async fn the_number_of_answers_is_bounded() {
    let backend = Backend::default();
    let origins = backend.start(ResolverLimits { answers: 50, ..LIMITS });
    let service = service!(origins);
    for index in 0..2_000 {
        assert!(allowed!(service, Ask::from(format!("https://good{index}.example"))));
    }
    assert_eq!(backend.count(), 2_000);
    assert!(origins.remembered() <= 50, "{}", origins.remembered());
}

#[actix_web::test]
async fn what_may_not_be_allowed_is_not_asked_for() {
    let backend = Backend::default();
    let origins = backend.start(LIMITS);
    let service = service!(origins);
    for origin in
        ["null", "", "good.example", "https://good.example/", "https://good.example:443", "*"]
    {
        assert!(!allowed!(service, Ask::from(origin)), "{origin}");
    }
    let twice = Ask::from("https://good.example").line("Origin", "https://good.example");
    assert!(!allowed!(service, twice));
    assert_eq!(backend.count(), 0);

    let policy = Policy::builder().origin_set(origins).credentials(true).reject_unlisted(true);
    let app = App::new().wrap(Cors::new(policy.build().unwrap()));
    let strict = std::rc::Rc::new(init_service(app.route("/", web::to(HttpResponse::Ok))).await);
    assert!(!allowed!(strict, Ask::from("http://good.example")));
    assert_eq!(backend.count(), 0);
    assert!(allowed!(strict, Ask::from("https://good.example")));
    assert!(
        allowed!(service, Ask::from("http://good.example")),
        "without credentials it is the resolver's to know"
    );
}

#[actix_web::test]
async fn a_question_outlives_the_client_that_asked() {
    let backend = Backend::slow(50);
    let service = service!(backend.start(LIMITS));
    let gone = service.clone();
    let request = spawn(async move { allowed!(gone, Ask::from("https://good.example")) });
    sleep(Duration::from_millis(10)).await;
    request.abort();
    sleep(Duration::from_millis(100)).await;
    assert!(allowed!(service, Ask::from("https://good.example")));
    assert_eq!(backend.count(), 1);
}

static TENANTS: ResolvedOrigins = ResolvedOrigins::new();
static NEVER: ResolvedOrigins = ResolvedOrigins::new();

#[cors(origins = from(TENANTS), credentials, reject_unlisted)]
#[put("/tenant")]
async fn tenant() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = from(NEVER))]
#[get("/never")]
async fn never() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = ["https://a.example"])]
#[get("/listed")]
async fn listed() -> impl Responder {
    HttpResponse::Ok()
}

#[actix_web::test]
async fn an_attribute_names_the_resolver_and_other_routes_never_ask() {
    let backend = Backend::default();
    TENANTS.start(backend.clone(), LIMITS);
    check_app(|| App::new().service(tenant).service(listed)).await.unwrap();
    let app = std::rc::Rc::new(init_service(App::new().service(tenant).service(listed)).await);
    let ask = |origin: &str| Ask::from(origin).method("PUT").at("/tenant");
    assert!(allowed!(app, ask("https://good.example")));
    assert!(!allowed!(app, ask("https://bad.example")));
    assert!(allowed!(app, Ask::preflight("https://good.example", "PUT").at("/tenant")));
    assert!(allowed!(app, Ask::from("https://a.example").at("/listed")));
    assert_eq!(backend.count(), 2);
    // Without `Origin` there is nothing to ask.
    let plain = Ask::new("PUT").at("/tenant").request().to_request();
    assert_eq!(call_service(&*app, plain).await.status(), StatusCode::OK);
    assert_eq!(backend.count(), 2);
}

#[actix_web::test]
async fn a_resolver_that_was_not_started_keeps_the_server_from_starting() {
    let error = check_app(|| App::new().service(never)).await.unwrap_err().to_string();
    assert!(error.contains("`never` at ") && error.contains("has not been started"), "{error}");
    assert!(error.contains("--> the resolver of origins"), "{error}");
}
