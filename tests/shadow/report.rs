//! What the report says: who only comes in by one of two policies, piece by piece, and the text to paste.

use std::net::{Ipv4Addr, SocketAddr};

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{Cors, Policy, shadow_report};
use cors_tests::Ask;

use crate::support::{alone, compared, everybody, listed, values};

#[actix_web::test]
async fn who_would_lose_access_and_by_which_piece() {
    let _alone = alone().await;
    let asks = [
        Ask::from("https://a.example"),
        Ask::from("https://b.example"),
        Ask::from("https://b.example"),
        // The origin is listed, the method and one header are not.
        Ask::preflight("https://a.example", "DELETE").headers("x-name, X-Other"),
        Ask::preflight("https://c.example", "PUT").headers("x-name"),
        // No difference: both grant it, or there is nobody to grant anything to.
        Ask::preflight("https://a.example", "PUT").headers("X-NAME"),
        Ask::new("GET"),
    ];
    let found = compared(everybody(), listed(&["https://a.example"]), &asks).await;
    assert_eq!(found.compared(), 6);
    let lost = found.only_now();
    assert_eq!(lost.requests(), 4);
    assert_eq!(values(lost.origins()), ["https://b.example", "https://c.example"]);
    assert_eq!(lost.origins()[0].requests(), 2);
    assert_eq!(values(lost.methods()), ["DELETE"]);
    assert_eq!(values(lost.headers()), ["x-other"]);
    assert_eq!(found.only_next().requests(), 0);
    assert!(found.now().contains("support.rs") && found.next().contains("support.rs"));
}

#[actix_web::test]
async fn who_would_gain_access() {
    let _alone = alone().await;
    let asks = [
        Ask::from("https://b.example"),
        Ask::preflight("https://a.example", "DELETE").headers("x-other"),
        Ask::from("https://a.example"),
    ];
    let found = compared(listed(&["https://a.example"]), everybody(), &asks).await;
    let gained = found.only_next();
    assert_eq!(values(gained.origins()), ["https://b.example"]);
    assert_eq!(values(gained.methods()), ["DELETE"]);
    assert_eq!(values(gained.headers()), ["x-other"]);
    assert_eq!(found.only_now().requests(), 0);
    assert_eq!(found.text_to_paste(), None, "nobody loses anything");
}

#[actix_web::test]
async fn both_at_once() {
    let _alone = alone().await;
    let asks = [Ask::from("https://a.example"), Ask::from("https://b.example")];
    let found =
        compared(listed(&["https://a.example"]), listed(&["https://b.example"]), &asks).await;
    assert_eq!(values(found.only_now().origins()), ["https://a.example"]);
    assert_eq!(values(found.only_next().origins()), ["https://b.example"]);
}

/// `content-type` is asked for only where its value wants it, and then a browser looks for it in the answer.
#[actix_web::test]
async fn a_header_that_only_browsers_refuse() {
    let _alone = alone().await;
    let named = |headers: &[&'static str]| {
        let headers = headers.iter().copied();
        Policy::builder().origins(["https://a.example"]).headers(headers).build().unwrap()
    };
    let asks = [
        Ask::preflight("https://a.example", "POST").headers("Content-Type,x-name"),
        Ask::preflight("https://a.example", "POST").headers("x-name"),
    ];
    let (with, without) = (|| named(&["content-type", "x-name"]), || named(&["x-name"]));
    let found = compared(with(), without(), &asks).await;
    assert_eq!(found.only_now().requests(), 1);
    assert_eq!(values(found.only_now().headers()), ["content-type"]);
    assert!(found.only_now().origins().is_empty());
    let found = compared(without(), with(), &asks).await;
    assert_eq!(values(found.only_next().headers()), ["content-type"]);
    let found = compared(without(), without(), &asks).await;
    assert_eq!((found.only_now().requests(), found.only_next().requests()), (0, 0));
}

/// Beside a policy for everybody, one for nobody learns whatever is used.
#[actix_web::test]
async fn learning_prints_the_list_to_paste() {
    let _alone = alone().await;
    let asks = [
        Ask::from("https://a.example"),
        Ask::from("https://a.example"),
        Ask::preflight("https://b.example:8443", "PUT").headers("content-type,x-name"),
        Ask::preflight("https://b.example:8443", "POST"),
    ];
    let found = compared(everybody(), Policy::disabled(), &asks).await;
    let text = found.text_to_paste().expect("a text");
    let expected = r#"origins = [
    "https://a.example", // 2 requests from 1 network
    "https://b.example:8443", // 2 requests from 1 network
],
methods = [
    "PUT", // 1 request from 1 network
],
headers = [
    "content-type", // 1 request from 1 network
    "x-name", // 1 request from 1 network
],
"#;
    assert_eq!(text, expected);
}

/// What was pasted locks nobody out.
#[actix_web::test]
async fn what_is_pasted_has_what_the_policy_has_already() {
    let _alone = alone().await;
    let asks = [Ask::from("https://b.example")];
    let found = compared(everybody(), listed(&["https://a.example"]), &asks).await;
    let text = found.text_to_paste().expect("a text");
    assert!(text.contains("\"https://a.example\",\n    \"https://b.example\","), "{text}");
    assert!(!text.contains("methods"), "nothing is missing there: {text}");
}

#[actix_web::test]
async fn the_servers_own_pages_lose_nothing() {
    let _alone = alone().await;
    let own = Ask::from("http://api.example").line("Host", "api.example").method("POST");
    let said = Ask::from("https://elsewhere.example").line("Sec-Fetch-Site", "same-origin");
    let found = compared(everybody(), listed(&["https://a.example"]), &[own, said]).await;
    assert_eq!((found.compared(), found.only_now().requests()), (2, 0));
}

#[actix_web::test]
async fn what_reject_unlisted_would_keep_out() {
    let _alone = alone().await;
    let reading = || Policy::builder().origins(["https://a.example"]);
    let (now, next) =
        (reading().build().unwrap(), reading().reject_unlisted(true).build().unwrap());
    let asks = [
        Ask::from("https://b.example").method("POST"),
        Ask::new("POST").line("Sec-Fetch-Site", "cross-site"),
        Ask::from("https://a.example"),
    ];
    let found = compared(now, next, &asks).await;
    assert_eq!(found.only_now().requests(), 2);
    assert_eq!(found.only_now().kept_out(), 2);
    // Nobody could read these before either, so nobody belongs into the list.
    assert_eq!(found.text_to_paste(), None);
    let (now, next) =
        (reading().reject_unlisted(true).build().unwrap(), reading().build().unwrap());
    let found = compared(now, next, &asks).await;
    assert_eq!((found.only_next().requests(), found.only_next().kept_out()), (2, 2));
}

/// Nothing that is no origin comes into a text to paste.
#[actix_web::test]
async fn what_no_browser_sends_is_counted_and_not_shown() {
    let _alone = alone().await;
    let broken = ["", "*", "https://", "https://a.example/x", "\"],x=[\"", "https://a.example,"];
    let asks: Vec<Ask> = broken
        .iter()
        .map(Ask::from)
        .chain([Ask::from("https://x.example").line("Origin", "https://y.example")])
        .chain([Ask::from(format!("https://{}.example", "a".repeat(400)))])
        .chain([Ask::preflight("https://a.example", "X".repeat(250)).headers("y".repeat(1900))])
        .collect();
    let found = compared(everybody(), Policy::disabled(), &asks).await;
    assert_eq!(found.only_now().unnamed(), 8);
    assert_eq!(values(found.only_now().origins()), ["https://a.example"]);
    assert!(found.only_now().headers().is_empty(), "it is longer than any name");
}

#[actix_web::test]
async fn the_report_is_a_text_and_json() {
    let _alone = alone().await;
    let asks = [Ask::from("https://b.example"), Ask::preflight("https://b.example", "PATCH")];
    let found = compared(everybody(), listed(&["https://a.example"]), &asks).await;
    let report = shadow_report();
    let text = report.to_string();
    assert!(text.contains(&found.to_string()), "{text}");
    assert!(text.contains("https://b.example  2 requests from 1 network"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    let all = json["policies"].as_array().unwrap();
    let own = all.iter().rev().find(|own| own["next"] == found.next()).unwrap();
    let pieces = own["only_now"].as_object().unwrap();
    for name in ["requests", "origins", "methods", "headers", "pushed_out", "unnamed", "kept_out"] {
        assert!(pieces.contains_key(name), "{name}: {own}");
    }
    assert!(all.iter().any(|own| own["only_now"]["methods"][0]["value"] == "PATCH"
        && own["only_now"]["origins"][0]["value"] == "https://b.example"
        && own["only_now"]["origins"][0]["networks"] == 1
        && own["text_to_paste"].is_string()));
}

/// What one network has made up is commented out where other values come from several.
#[actix_web::test]
async fn what_one_network_has_made_up_is_not_ready_to_paste() {
    let _alone = alone().await;
    let cors = Cors::new(everybody()).shadow(Policy::disabled());
    let app = App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(cors);
    let app = init_service(app).await;
    let networks =
        [("https://a.example", 1..6_u8), ("https://evil.example", 9..10), ("null", 1..6)];
    for (origin, networks) in networks {
        for network in networks {
            let peer = SocketAddr::from((Ipv4Addr::new(192, 0, network, 1), 4000));
            let asked = Ask::from(origin).request().peer_addr(peer).to_request();
            app.call(asked).await.unwrap();
        }
    }
    let report = shadow_report();
    let found = report.policies().last().unwrap();
    let text = found.text_to_paste().unwrap();
    assert!(text.contains("\n    \"https://a.example\", // 5 requests from"), "{text}");
    assert!(
        text.contains("\n    // \"https://evil.example\", // 1 request from 1 network"),
        "{text}"
    );
    assert!(text.contains("\n    // \"null\","), "nobody's origin: {text}");
}
