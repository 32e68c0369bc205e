//! Deciding by a live policy takes from the heap what deciding by any other takes: nothing. A replacement takes something once,
//! at the next request of the worker.

use std::sync::Arc;

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, put, web};
use cors_runtime::{Cors, CorsExt, LivePolicy, cors};
use cors_tests::Ask;

use crate::answering::Answering;
use crate::counting::Counts;
use crate::{assert_as_boxed, handler, measure, policy};

const ASKED: [&str; 4] =
    ["https://c.example", "https://x.b.example", "https://evil.example", "null"];

static LIVE: LivePolicy = LivePolicy::new();

#[cors(policy = LIVE)]
#[put("/")]
async fn plain() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(policy = LIVE, max_age = 7)]
#[put("/")]
async fn overlay() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(origins = ["https://c.example"], headers = ["name"])]
#[put("/")]
async fn fixed() -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// A change of any live policy is looked at by the next request of each thread.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[actix_web::test]
async fn a_middleware_takes_nothing() {
    let _alone = ALONE.lock().await;
    let live = Arc::new(LivePolicy::new());
    live.replace(policy().build().unwrap()).unwrap();
    let resource = || web::resource("/").to(handler);
    let bare = init_service(App::new().service(resource())).await;
    let covered =
        init_service(App::new().service(resource()).wrap(Cors::new(Arc::clone(&live)))).await;
    // A service that has the policy too, so that the request has a note.
    let both = App::new().service(web::resource("/").to(handler).cors(Arc::clone(&live)));
    let both = init_service(both.wrap(Cors::new(Arc::clone(&live)))).await;
    let wrapped = init_service(App::new().service(resource().wrap(Answering::nothing()))).await;
    for _ in 0..2 {
        for origin in ASKED {
            let ask = Ask::from(origin);
            let floor = measure(&bare, &ask, 200).await;
            assert_eq!(measure(&covered, &ask, 200).await, floor, "{origin}");
            let floor = measure(&wrapped, &ask, 200).await;
            assert_eq!(measure(&both, &ask, 200).await.calls, floor.calls, "{origin}");
        }
        live.replace(policy().build().unwrap()).unwrap();
    }
    let empty = init_service(App::new().service(resource()).wrap(Answering::with(204))).await;
    let preflight = Ask::preflight("https://c.example", "PUT").headers("name");
    assert_eq!(
        measure(&covered, &preflight, 204).await,
        measure(&empty, &preflight, 204).await,
        "a preflight"
    );
}

#[actix_web::test]
async fn an_annotated_route_takes_what_it_takes_with_a_policy_of_its_own() {
    let _alone = ALONE.lock().await;
    LIVE.replace(policy().build().unwrap()).unwrap();
    let own = init_service(App::new().service(fixed)).await;
    let own = measure(&own, &Ask::from("https://c.example").method("PUT"), 200).await;
    for app in [App::new().service(plain), App::new().service(overlay)] {
        let app = init_service(app).await;
        for origin in ASKED {
            let ask = Ask::from(origin).method("PUT");
            assert_as_boxed(measure(&app, &ask, 200).await, own, &ask);
        }
        LIVE.replace(policy().build().unwrap()).unwrap();
        // The next request of this thread makes its own copy, and no other does.
        let request = || Ask::from("https://c.example").method("PUT").request().to_request();
        let before = Counts::now();
        drop(app.call(request()).await.expect("a response"));
        assert!(Counts::now().since(before).calls > own.calls, "the first after a replacement");
        let ask = Ask::from("https://c.example").method("PUT");
        assert_as_boxed(measure(&app, &ask, 200).await, own, &ask);
    }
}
