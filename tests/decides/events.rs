//! A rejection is an event, whoever rejects.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use actix_web::middleware::Condition;
use actix_web::test::init_service;
use actix_web::web::ServiceConfig;
use actix_web::{App, guard, post, put, web};
use cors_runtime::{Cors, CorsExt as _, Policy, cors, policy};
use cors_tests::Ask;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};

use crate::cases::{AROUND, EVIL, OWN, answer, ask as ask_app, run};

/// Of this test alone: events of one policy and reason are limited.
static LOUD: Policy = policy! { origins = ["https://own.example"], reject_unlisted };

#[cors(origins = ["https://a.example"])]
#[post("/annotated")]
async fn annotated() -> &'static str {
    run("annotated")
}

/// Keeps the events of the target `cors` and of one level as text.
#[derive(Clone, Debug)]
pub(crate) struct Listener(Arc<Mutex<Vec<String>>>, Level);

impl Listener {
    pub(crate) fn of(level: Level) -> Listener {
        Listener(Arc::default(), level)
    }

    pub(crate) fn said(&self) -> Vec<String> {
        self.0.lock().expect("nobody panics").clone()
    }
}

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{field}={value:?} ").expect("a string takes it");
    }
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "cors" && *metadata.level() == self.1
    }

    // Other tests of this process listen to nothing.
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn event(&self, event: &Event<'_>) {
        let mut text = Text(String::new());
        event.record(&mut text);
        self.0.lock().expect("nobody panics").push(text.0);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// What is said while a request is refused, beside an annotated route or alone.
async fn said(is_alone: bool, ask: Ask) -> Vec<String> {
    let listener = Listener::of(Level::WARN);
    let guard = tracing::subscriber::set_default(listener.clone());
    let plain = web::resource("/plain").to(async || run("plain"));
    let app = App::new().service(plain).configure(|config| {
        if !is_alone {
            config.service(annotated);
        }
    });
    let answer = answer!(app.wrap(Cors::new(&LOUD)), ask.at("/plain"));
    drop(guard);
    assert_eq!((answer.status, answer.runs), (403, 0));
    listener.said()
}

#[actix_web::test]
async fn a_rejection_beside_annotated_routes_is_a_warning() {
    for is_alone in [true, false] {
        let said = said(is_alone, Ask::from(EVIL).method("POST")).await;
        assert_eq!(said.len(), 1, "one warning: {said:?}");
        for part in [concat!("policy=", file!(), ":"), "the origin is not listed", EVIL] {
            assert!(said[0].contains(part), "{part} in {said:?}");
        }
    }
}

#[actix_web::test]
async fn a_rejection_by_what_the_browser_marked_is_a_warning() {
    for is_alone in [true, false] {
        let ask = Ask::new("GET").line("Sec-Fetch-Site", "cross-site");
        let ask = ask.line("Sec-Fetch-Mode", "no-cors").line("Sec-Fetch-Dest", "image");
        let said = said(is_alone, ask).await;
        assert_eq!(said.len(), 1, "one warning: {said:?}");
        assert!(said[0].contains(concat!("policy=", file!(), ":")), "{said:?}");
    }
}

/// What is said as an error while an application gets a request, twice.
async fn said_of(app: impl FnOnce(&mut ServiceConfig), ask: Ask, is_around: bool) -> Vec<String> {
    let listener = Listener::of(Level::ERROR);
    let guard = tracing::subscriber::set_default(listener.clone());
    let app = App::new().configure(app).wrap(Condition::new(is_around, Cors::default()));
    let app = init_service(app).await;
    for _ in 0..2 {
        assert_eq!(ask_app(&app, &ask).await.status, 200);
    }
    drop(guard);
    listener.said()
}

#[put("/x", wrap = "Cors::new(&AROUND)")]
async fn wrapped() -> &'static str {
    run("wrapped")
}

/// Each set-up to which no preflight comes is said once, with the line to write.
#[actix_web::test]
async fn a_policy_that_no_preflight_reaches_is_an_error() {
    let put = || web::put().to(async || run("put"));
    let cors = || Cors::new(&AROUND);
    let route = |config: &mut ServiceConfig| {
        config.service(web::resource("/x").route(put().wrap(cors())));
    };
    let attribute = |config: &mut ServiceConfig| {
        config.service(wrapped);
    };
    let resource = |config: &mut ServiceConfig| {
        config.service(web::resource("/x").guard(guard::Put()).route(put()).wrap(cors()));
    };
    let registered = |config: &mut ServiceConfig| {
        config.service(web::resource("/x").guard(guard::Put()).route(put()).cors(&AROUND));
    };
    let scope = |config: &mut ServiceConfig| {
        config.service(web::scope("").guard(guard::Put()).route("/x", put()).wrap(cors()));
    };
    let ask = || Ask::from(OWN).method("PUT").at("/x");
    let line = "web::resource(\"/x\").route(web::put().to(handler)).cors(&POLICY)";
    for (is_around, said, help) in [
        (false, said_of(route, ask(), false).await, line),
        (true, said_of(route, ask(), true).await, line),
        (false, said_of(attribute, ask(), false).await, "#[cors(policy = POLICY)]"),
        (false, said_of(resource, ask(), false).await, line),
        (false, said_of(registered, ask(), false).await, line),
        (false, said_of(scope, ask(), false).await, "on its resources or routes"),
    ] {
        let one = matches!(&said[..], [one] if one.contains("wants `PUT`") && one.contains(help));
        assert!(one, "{is_around}: {said:?}");
    }
    assert_eq!(said_of(registered, ask(), true).await, [""; 0], "answered by the one around");
}

#[actix_web::test]
async fn one_that_preflights_reach_is_none() {
    let put = || web::put().to(async || run("put"));
    let get = || web::resource("/x").guard(guard::Get()).to(async || run("get"));
    let resource = |config: &mut ServiceConfig| {
        config.service(get()).service(web::resource("/x").route(put()).wrap(Cors::new(&AROUND)));
    };
    let scope = |config: &mut ServiceConfig| {
        config.service(get()).service(web::scope("").route("/x", put()).cors(&AROUND));
    };
    let fallback = |config: &mut ServiceConfig| {
        let guarded = get().guard(guard::Host("here.example"));
        config.service(guarded).default_service(put().wrap(Cors::new(&AROUND)));
    };
    for said in [
        said_of(resource, Ask::from(OWN).method("PUT").at("/x"), false).await,
        said_of(scope, Ask::from(OWN).method("PUT").at("/x"), false).await,
        said_of(fallback, Ask::from(OWN).method("PUT").at("/elsewhere"), false).await,
        said_of(fallback, Ask::from(OWN).method("GET").at("/x"), false).await,
    ] {
        assert_eq!(said, [""; 0]);
    }
}
