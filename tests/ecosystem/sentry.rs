//! sentry-actix reports errors and lets everything through, so it may stand on either side; a 500
//! stays readable.

use std::sync::Arc;

use actix_web::error::ErrorInternalServerError;
use actix_web::test::init_service;
use actix_web::{App, put};
use cors_runtime::{Cors, cors};
use sentry_actix::Sentry;
use sentry_core::test::TestTransport;
use sentry_core::{Client, ClientOptions, Hub, Scope};

use crate::asked::{Route, assert_asked};

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[put("/failing")]
async fn failing() -> actix_web::Result<String> {
    Err(ErrorInternalServerError("as asked"))
}

/// The middleware, and where its reports go.
fn sentry() -> (Sentry, Arc<TestTransport>) {
    let transport = TestTransport::new();
    let mut options = ClientOptions::new();
    options.dsn = "https://public@sentry.example/1".parse().ok();
    options.transport = Some(Arc::new(transport.clone()));
    let hub = Hub::new(Some(Arc::new(Client::from(options))), Arc::new(Scope::default()));
    (Sentry::builder().with_hub(Arc::new(hub)).finish(), transport)
}

#[actix_web::test]
async fn inside_cors() {
    let (sentry, transport) = sentry();
    let app = App::new().service(failing).wrap(sentry).wrap(Cors::default());
    assert_asked(&init_service(app).await, Route::put("/failing").answers(500)).await;
    assert_eq!(transport.fetch_and_clear_events().len(), 4);
}

#[actix_web::test]
async fn outside_cors() {
    let (sentry, transport) = sentry();
    let app = App::new().service(failing).wrap(Cors::default()).wrap(sentry);
    assert_asked(&init_service(app).await, Route::put("/failing").answers(500)).await;
    assert_eq!(transport.fetch_and_clear_events().len(), 4);
}
