//! Events as `tracing-opentelemetry` reads them: it takes each field by its type, anything that is no text, number or flag by
//! its `Debug` form, and hangs the event on the span that it happened in.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{Cors, Policy};
use cors_tests::Ask;
use tracing::field::{Field, Visit};
use tracing::{Event, Instrument as _, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

/// The attributes of one exported event.
#[derive(Clone, Debug, Default)]
struct Exported {
    target: String,
    span: Option<String>,
    attributes: BTreeMap<&'static str, String>,
}

impl Visit for Exported {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.attributes.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.attributes.insert(field.name(), value.to_owned());
    }
}

#[derive(Clone, Debug, Default)]
struct Exporter(Arc<Mutex<Vec<Exported>>>);

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Exporter {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let span = context.event_span(event).map(|span| span.name().to_owned());
        let target = event.metadata().target().to_owned();
        let mut exported = Exported { target, span, ..Exported::default() };
        event.record(&mut exported);
        self.0.lock().expect("nobody panics").push(exported);
    }
}

#[actix_web::test]
async fn fields_are_plain_values_in_the_span_of_the_request() {
    let exporter = Exporter::default();
    let subscriber = tracing_subscriber::registry().with(exporter.clone());
    let guard = tracing::subscriber::set_default(subscriber);
    let policy = |origin: &str| Policy::builder().origins([origin.to_owned()]).build().unwrap();
    let cors = Cors::new(policy("https://a.example")).shadow(policy("https://b.example"));
    let app = init_service(App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(cors)).await;
    for origin in ["https://a.example", "https://a.example:8443", "https://c\"d\u{e9}.example"] {
        // As a middleware further out does it, which enters its span for both calling and waiting.
        let asked = async { app.call(Ask::from(origin).request().to_request()).await };
        asked.instrument(tracing::info_span!("request")).await.unwrap();
    }
    drop(guard);
    let all = exporter.0.lock().unwrap().clone();
    let ours = || all.iter().filter(|event| event.target.starts_with("cors"));
    assert_eq!(ours().filter(|event| event.target == "cors").count(), 3, "{all:?}");
    assert_eq!(ours().filter(|event| event.target == "cors::shadow").count(), 1, "{all:?}");
    for event in ours() {
        assert_eq!(event.span.as_deref(), Some("request"), "{event:?}");
        for (name, value) in &event.attributes {
            let is_plain = !value.starts_with(['"', '[', '{']) && !value.contains("Some(");
            assert!(is_plain && value.is_ascii(), "{name}: {value}");
        }
        assert!(event.attributes["policy"].contains("exported.rs:"), "{event:?}");
    }
    let nearest: Vec<_> = ours().filter_map(|event| event.attributes.get("nearest")).collect();
    assert!(nearest.iter().all(|nearest| nearest.starts_with("https://")) && !nearest.is_empty());
    let lost = ours().find(|event| event.target == "cors::shadow").unwrap();
    assert_eq!(lost.attributes["would"], "lose access");
    assert_eq!(lost.attributes["origin"], "https://a.example");
    assert_eq!(lost.attributes["unsaid"], "0");
}
