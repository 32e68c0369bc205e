//! `tracing::instrument` rewrites the body of the handler, so it may stand anywhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::test::init_service;
use actix_web::{App, Responder, put};
use cors_runtime::cors;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber, instrument, subscriber};

use crate::asked::{Route, assert_asked};

#[instrument]
#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[put("/first")]
async fn first() -> impl Responder {
    "done"
}

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[instrument]
#[put("/between")]
async fn between() -> impl Responder {
    "done"
}

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[put("/last")]
#[instrument]
async fn last() -> impl Responder {
    "done"
}

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[cfg_attr(all(), instrument)]
#[put("/conditional")]
async fn conditional() -> impl Responder {
    "done"
}

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[actix_web::scope("/scope")]
mod scope {
    use super::{Responder, instrument, put};

    #[instrument]
    #[put("/above")]
    pub(super) async fn above() -> impl Responder {
        "done"
    }

    #[put("/below")]
    #[instrument]
    pub(super) async fn below() -> impl Responder {
        "done"
    }
}

/// Counts the spans that have the name of a handler.
struct Spans {
    name: &'static str,
    count: Arc<AtomicUsize>,
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span()
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        if span.metadata().name() == self.name {
            self.count.fetch_add(1, Ordering::Relaxed);
        }
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Four requests of the table reach the handler; the browser of the page from elsewhere stops after
/// its preflight.
async fn assert_instrumented(name: &'static str, path: &'static str) {
    let app = App::new().service((first, between, last, conditional, scope::above, scope::below));
    let app = init_service(app).await;
    let count = Arc::new(AtomicUsize::new(0));
    let guard = subscriber::set_default(Spans { name, count: count.clone() });
    assert_asked(&app, Route::put(path)).await;
    drop(guard);
    assert_eq!(count.load(Ordering::Relaxed), 4, "{name}");
}

#[actix_web::test]
async fn instrument_above_cors() {
    assert_instrumented("first", "/first").await;
}

#[actix_web::test]
async fn instrument_between() {
    assert_instrumented("between", "/between").await;
}

#[actix_web::test]
async fn instrument_below_the_route() {
    assert_instrumented("last", "/last").await;
}

#[actix_web::test]
async fn instrument_behind_cfg_attr() {
    assert_instrumented("conditional", "/conditional").await;
}

#[actix_web::test]
async fn instrument_in_a_scope() {
    assert_instrumented("above", "/scope/above").await;
    assert_instrumented("below", "/scope/below").await;
}
