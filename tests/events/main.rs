//! Events of the target `cors`: what is said, how loudly, and how often. A binary of its own, in which every request is made
//! under a listener: `tracing` remembers for the whole process that nobody listens to a place in the program.

mod built;
mod exported;
mod shadow;

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use actix_web::test::init_service;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{Cors, CorsExt as _, Policy, check_app, policy};
use cors_tests::{Ask, Seat, Spy, ask};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};

/// One event: its level and its fields as text.
#[derive(Clone, Debug)]
struct Said {
    level: Level,
    text: String,
}

/// Keeps the events of the target `cors` up to a level.
#[derive(Clone, Debug)]
struct Listener {
    level: Level,
    said: Arc<Mutex<Vec<Said>>>,
}

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{field}={value:?} ").expect("a string takes it");
    }
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        ["cors", "cors::startup", "cors::shadow"].contains(&metadata.target())
            && *metadata.level() <= self.level
    }

    // Asked again for every event: another test may listen to more.
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn event(&self, event: &Event<'_>) {
        let mut text = Text(String::new());
        event.record(&mut text);
        let said = Said { level: *event.metadata().level(), text: text.0 };
        self.said.lock().expect("nobody panics").push(said);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// What is said while these requests are decided, each by the same policy.
async fn said(level: Level, policy: Policy, asks: &[Ask]) -> Vec<Said> {
    let listener = Listener { level, said: Arc::default() };
    let guard = tracing::subscriber::set_default(listener.clone());
    let policy = Arc::new(policy);
    for request in asks {
        ask(Seat::App, policy.clone(), &Spy::new(), request).await;
    }
    drop(guard);
    let said = listener.said.lock().expect("nobody panics");
    said.clone()
}

#[actix_web::test]
async fn allowed_is_debug_and_refused_is_a_warning() {
    let policy = Policy::builder().origins(["https://a.example"]).methods(["PUT"]).build().unwrap();
    let asks = [
        Ask::from("https://a.example"),
        Ask::preflight("https://a.example", "PUT"),
        Ask::from("http://a.example"),
        Ask::preflight("https://a.example", "put"),
        Ask::new("GET"),
    ];
    let said = said(Level::TRACE, policy, &asks).await;
    let levels: Vec<_> = said.iter().map(|said| said.level).collect();
    assert_eq!(levels, [Level::DEBUG, Level::DEBUG, Level::WARN, Level::WARN]);
    let refused = &said[2].text;
    for part in [
        "policy=tests/events/main.rs:",
        "reason=\"the origin is not listed\"",
        "value=\"http://a.example\"",
        "nearest=\"https://a.example\"",
        "unsaid=0",
        "differs only by the scheme",
    ] {
        assert!(refused.contains(part), "{part} in {refused}");
    }
    assert!(said[3].text.contains("nearest=\"PUT\""), "{said:?}");
}

/// The one name that `*` does not cover is said with what does, in a policy for everybody and in one for some.
#[actix_web::test]
async fn a_token_under_a_star_is_told_what_covers_it() {
    let ask = |header: &'static str| Ask::preflight("https://a.example", "GET").headers(header);
    for builder in
        [Policy::builder().any_origin(), Policy::builder().origins(["https://a.example"])]
    {
        let policy = builder.any_header().build().unwrap();
        let said = said(Level::WARN, policy, &[ask("x-a"), ask("authorization")]).await;
        // The first is what the policy is warned of at all.
        let refused: Vec<_> =
            said.iter().filter(|said| said.text.contains("preflight refused")).collect();
        let [only] = refused.as_slice() else { panic!("{said:?}") };
        let reason = "`*` does not cover `authorization`; `[\"*\", \"authorization\"]` does";
        for part in [
            format!("reason={reason:?}"),
            format!(": {reason}"),
            "value=\"authorization\"".to_owned(),
        ] {
            assert!(only.text.contains(&part), "{part} in {}", only.text);
        }
    }
}

#[actix_web::test]
async fn a_flood_is_cut_for_each_reason() {
    let policy = Policy::builder().origins(["https://a.example"]).methods(["PUT"]).build().unwrap();
    let origins = (0..500).map(|n| Ask::from(format!("https://flood-{n}.example")));
    let methods = (0..500).map(|n| Ask::preflight("https://a.example", format!("FLOOD{n}")));
    let asks: Vec<_> = origins.chain(methods).collect();
    let said = said(Level::WARN, policy, &asks).await;
    // Ten for each reason and ten seconds; the run may see the next ten seconds begin.
    let of = |reason: &str| said.iter().filter(|said| said.text.contains(reason)).count();
    assert!((10..=20).contains(&of("the origin is not listed")), "{}", said.len());
    assert!((10..=20).contains(&of("the method is not listed")), "{}", said.len());
}

#[actix_web::test]
async fn the_own_origin_is_no_reason_to_warn() {
    let policy = Policy::builder().origins(["https://a.example"]).build().unwrap();
    let own = Ask::from("http://api.example").method("POST").line("Host", "api.example");
    let said = said(Level::TRACE, policy, &[own]).await;
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].level, Level::DEBUG);
    assert!(said[0].text.contains("the origin is the server's own"), "{said:?}");
}

#[actix_web::test]
async fn what_clients_send_is_escaped_and_cut() {
    let policy = Policy::builder().origins(["https://a.example"]).build().unwrap();
    let hostile = b"https://a.example\t\xff\xe2\x80\xaewarning: all is well".as_slice();
    let asks = [
        Ask::from(hostile),
        Ask::preflight("https://a.example", hostile),
        Ask::preflight("https://a.example", "GET").headers(hostile),
        Ask::from("x".repeat(64 * 1024)),
    ];
    let said = said(Level::WARN, policy, &asks).await;
    assert_eq!(said.len(), asks.len());
    for said in said {
        let clean = |shown: char| shown == '…' || shown == ' ' || shown.is_ascii_graphic();
        assert!(said.text.chars().all(clean) && said.text.len() < 1200, "{}", said.text);
    }
}

/// Whatever is said while this runs.
async fn said_while(run: impl Future<Output = ()>) -> Vec<Said> {
    let listener = Listener { level: Level::WARN, said: Arc::default() };
    let guard = tracing::subscriber::set_default(listener.clone());
    run.await;
    drop(guard);
    let said = listener.said.lock().expect("nobody panics");
    said.clone()
}

static WITHOUT_METHODS: Policy = policy! { origins = ["https://a.example"] };
static CHECKED: Policy = policy! { origins = any };
static ALLOWED: Policy = policy! { origins = any, allow(policy_without_methods) };
static EXPLICIT: Policy = policy! { origins = any, methods = [GET] };
static DISABLED: Policy = policy! { disabled };

#[actix_web::test]
async fn a_named_policy_without_methods_is_named_once_when_a_middleware_takes_it() {
    let said = said_while(async {
        for _ in 0..3 {
            init_service(App::new().wrap(Cors::new(&WITHOUT_METHODS))).await;
        }
    })
    .await;
    let [only] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(only.level, Level::WARN);
    for part in [
        "tests/events/main.rs:",
        "the policy names no method",
        "[cors::policy_without_methods]",
        "help: add `methods = [PUT]`",
        "`allow(policy_without_methods)` in `policy!` silences this warning",
    ] {
        assert!(only.text.contains(part), "{part} in {}", only.text);
    }
}

#[actix_web::test]
async fn the_check_of_an_application_says_it_and_does_not_fail() {
    let said = said_while(async {
        let checked = check_app(|| App::new().wrap(Cors::new(&CHECKED))).await;
        assert!(checked.is_ok(), "{checked:?}");
    })
    .await;
    assert_eq!(said.len(), 1, "{said:?}");
}

static AROUND_ROUTE: Policy = policy! { origins = ["https://a.example"], methods = [PUT] };
static ON_RESOURCE: Policy = policy! { origins = ["https://a.example"], methods = [PUT] };

/// Its preflights go elsewhere, so no request of a page would ever tell.
#[actix_web::test]
async fn a_policy_around_a_route_is_named_once_when_the_application_is_built() {
    let put = || web::put().to(HttpResponse::Ok);
    let said = said_while(async {
        for _ in 0..3 {
            let route = put().wrap(Cors::new(&AROUND_ROUTE));
            init_service(App::new().service(web::resource("/x").route(route))).await;
            let resource = web::resource("/x").route(put()).cors(&ON_RESOURCE);
            init_service(App::new().service(resource)).await;
            let wrapped = web::resource("/x").route(put()).wrap(Cors::new(&ON_RESOURCE));
            init_service(App::new().service(wrapped)).await;
        }
    })
    .await;
    let [only] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(only.level, Level::WARN);
    for part in [
        "tests/events/main.rs:",
        "is around a route",
        "`web::resource(\"/x\").route(web::put().to(handler)).cors(&POLICY)`",
    ] {
        assert!(only.text.contains(part), "{part} in {}", only.text);
    }
}

#[actix_web::test]
async fn a_policy_that_names_methods_or_allows_it_is_no_news() {
    let said = said_while(async {
        for policy in [&ALLOWED, &EXPLICIT, &DISABLED] {
            init_service(App::new().wrap(Cors::new(policy))).await;
        }
        let built = Policy::builder().origins(["https://a.example"]).build().unwrap();
        init_service(App::new().wrap(Cors::new(built))).await;
    })
    .await;
    assert!(said.is_empty(), "{said:?}");
}
