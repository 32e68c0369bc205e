//! What is said of a shadow: who would lose access or gain it, by which check, and not more often than a few times.

use std::sync::Arc;

use actix_web::test::init_service;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{Cors, Policy};
use cors_tests::Ask;
use tracing::Level;

use crate::{Listener, Said};

async fn said_beside(now: Policy, next: Policy, asks: &[Ask]) -> Vec<Said> {
    let listener = Listener { level: Level::WARN, said: Arc::default() };
    let guard = tracing::subscriber::set_default(listener.clone());
    let app = App::new().route("/", web::get().to(HttpResponse::Ok));
    let app = init_service(app.wrap(Cors::new(now).shadow(next))).await;
    for ask in asks {
        actix_web::dev::Service::call(&app, ask.request().to_request()).await.unwrap();
    }
    drop(guard);
    let said = listener.said.lock().expect("nobody panics");
    said.clone()
}

fn open() -> Policy {
    Policy::builder().any_origin().any_method().any_header_and_authorization().build().unwrap()
}

fn listed() -> Policy {
    Policy::builder().origins(["https://a.example"]).methods(["PUT"]).build().unwrap()
}

#[actix_web::test]
async fn who_would_lose_access_and_by_which_check() {
    let asks = [
        Ask::from("https://a.example"),
        Ask::from("https://a.example:8443"),
        Ask::preflight("https://a.example", "DELETE"),
    ];
    let said = said_beside(open(), listed(), &asks).await;
    assert_eq!(said.len(), 2, "{said:?}");
    for (said, expected) in said.iter().zip([
        [
            "would=\"lose access\"",
            "origin=\"https://a.example:8443\"",
            "check=\"origin_not_listed\"",
            "nearest=\"https://a.example\"",
        ],
        [
            "would=\"lose access\"",
            "origin=\"https://a.example\"",
            "check=\"method_not_listed\"",
            "value=\"DELETE\"",
        ],
    ]) {
        assert_eq!(said.level, Level::WARN);
        for field in expected {
            assert!(said.text.contains(field), "{field}: {}", said.text);
        }
        assert!(said.text.contains("policy=") && said.text.contains("shadow="), "{}", said.text);
    }
}

#[actix_web::test]
async fn who_would_gain_access() {
    let said = said_beside(listed(), open(), &[Ask::from("https://b.example")]).await;
    let gains: Vec<_> = said.iter().filter(|said| said.text.contains("gain access")).collect();
    assert_eq!(gains.len(), 1, "{said:?}");
    assert!(gains[0].text.contains("check=\"origin_not_listed\""), "{gains:?}");
}

/// Clients do not decide how much is written, and break no line.
#[actix_web::test]
async fn a_flood_is_said_a_few_times() {
    let asks: Vec<Ask> =
        (0..500).map(|number| Ask::from(format!("https://{number}\t\u{e9}"))).collect();
    let said = said_beside(open(), Policy::disabled(), &asks).await;
    assert_eq!(said.len(), 10);
    assert!(said.iter().all(|said| said.text.is_ascii() && !said.text.contains('\t')), "{said:?}");
}
