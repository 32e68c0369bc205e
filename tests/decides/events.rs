//! A rejection is an event, whoever rejects.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use actix_web::{App, post, web};
use cors_runtime::{Cors, Policy, cors, policy};
use cors_tests::Ask;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};

use crate::cases::{EVIL, answer, run};

/// Of this test alone: events of one policy and reason are limited.
static LOUD: Policy = policy! { origins = ["https://own.example"], reject_unlisted };

#[cors(origins = ["https://a.example"])]
#[post("/annotated")]
async fn annotated() -> &'static str {
    run("annotated")
}

/// Keeps the warnings of the target `cors` as text.
#[derive(Clone, Debug, Default)]
struct Listener(Arc<Mutex<Vec<String>>>);

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{field}={value:?} ").expect("a string takes it");
    }
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "cors" && *metadata.level() == Level::WARN
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
    let listener = Listener::default();
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
    listener.0.lock().expect("nobody panics").clone()
}

#[actix_web::test]
async fn a_rejection_beside_annotated_routes_is_a_warning() {
    for is_alone in [true, false] {
        let said = said(is_alone, Ask::from(EVIL).method("POST")).await;
        assert_eq!(said.len(), 1, "one warning: {said:?}");
        for part in ["policy=tests/decides/events.rs:", "the origin is not listed", EVIL] {
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
        assert!(said[0].contains("policy=tests/decides/events.rs:"), "{said:?}");
    }
}
