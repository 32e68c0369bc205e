//! `cors_requests_total`.

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, get, web};
use cors_runtime::{Cors, Policy, cors, policy};
use cors_tests::Ask;

use crate::recorder::Counters;

static AROUND: Policy =
    policy! { origins = ["https://a.example"], methods = [PUT], reject_unlisted };

#[cors(origins = ["https://a.example"])]
#[get("/annotated")]
async fn annotated() -> HttpResponse {
    HttpResponse::Ok().finish()
}

async fn counted(asks: Vec<Ask>) -> Vec<(Vec<String>, u64)> {
    let counters = Counters::default();
    let guard = metrics::set_default_local_recorder(&counters);
    let app = App::new().service(annotated).route("/", web::to(HttpResponse::Ok));
    let app = init_service(app.wrap(Cors::new(&AROUND))).await;
    for ask in asks {
        app.call(ask.request().to_request()).await.unwrap();
    }
    drop(guard);
    counters.read()
}

#[actix_web::test]
async fn each_decision_is_counted_once_under_words_of_the_program() {
    let asks = vec![
        Ask::new("GET"),
        Ask::from("https://a.example"),
        Ask::from("https://a.example"),
        Ask::preflight("https://a.example", "PUT"),
        Ask::preflight("https://a.example", "DELETE"),
        Ask::from("https://b.example"),
        Ask::from("http://api.example").line("Host", "api.example").method("POST"),
        Ask::new("POST").line("Sec-Fetch-Site", "cross-site"),
        Ask::from("https://b.example").at("/annotated"),
        Ask::preflight("https://a.example", "GET").at("/annotated"),
    ];
    let counted: Vec<(String, u64)> = counted(asks)
        .await
        .into_iter()
        .map(|(labels, number)| {
            let (name, labels) = labels.split_first().unwrap();
            assert_eq!(name, "cors_requests_total");
            assert!(
                labels[0].starts_with("policy=") && labels[0].contains("counted.rs:"),
                "{labels:?}"
            );
            let policy = if labels[0].contains("`annotated`") { "annotated" } else { "around" };
            (format!("{policy} {}", labels[1..].join(" ")), number)
        })
        .collect();
    let mut expected = vec![
        ("annotated kind=actual verdict=refused reason=origin_not_listed", 1),
        ("annotated kind=preflight verdict=allowed reason=origin_listed", 1),
        ("around kind=actual verdict=allowed reason=origin_listed", 2),
        ("around kind=actual verdict=allowed reason=same_origin", 1),
        ("around kind=actual verdict=rejected reason=origin_not_listed", 1),
        ("around kind=not_cors verdict=allowed reason=not_cors", 1),
        ("around kind=not_cors verdict=rejected reason=other_origins_page", 1),
        ("around kind=preflight verdict=allowed reason=origin_listed", 1),
        ("around kind=preflight verdict=refused reason=method_not_listed", 1),
    ];
    let mut counted: Vec<(&str, u64)> =
        counted.iter().map(|(labels, number)| (labels.as_str(), *number)).collect();
    counted.sort_unstable();
    expected.sort_unstable();
    assert_eq!(counted, expected);
}

/// Clients make no counters: there are no more than reasons.
#[actix_web::test]
async fn whatever_is_sent_there_are_as_many_counters() {
    let asks = (0..2000).map(|number| {
        let origin = format!("https://{number}.evil.example");
        let ask = if number % 2 == 0 {
            Ask::from(&origin)
        } else {
            Ask::preflight(&origin, format!("M{number}"))
        };
        ask.headers(format!("x-{number}"))
            .line("X-Forwarded-For", format!("192.0.2.{}", number % 250))
    });
    let counted = counted(asks.collect()).await;
    assert_eq!(counted.len(), 2, "{counted:?}");
    assert!(
        counted
            .iter()
            .all(|(labels, number)| *number == 1000 && !labels.join(" ").contains("evil"))
    );
}
