//! Requests without `Origin`: the handler's business, whatever else they carry.

use cors_runtime::Policy;
use cors_tests::{Ask, Spy, ask_all};

fn listed() -> Policy {
    Policy::builder()
        .origins(["https://a.example"])
        .methods(["PUT"])
        .expose(["name"])
        .max_age(6)
        .build()
        .unwrap()
}

#[actix_web::test]
async fn a_request_without_origin_gets_vary_alone() {
    for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PURGE"] {
        let answer = ask_all(listed(), &Spy::new(), &Ask::new(method)).await;
        assert_eq!((answer.status, answer.runs), (200, 1), "{method}");
        assert!(answer.cors().is_empty(), "{method}: {answer:?}");
        assert_eq!(answer.lines("vary"), ["Origin"], "{method}");
    }
}

#[actix_web::test]
async fn options_with_request_method_but_without_origin_is_no_preflight() {
    let ask = Ask::new("OPTIONS").line("Access-Control-Request-Method", "PUT").headers("name");
    let answer = ask_all(listed(), &Spy::new(), &ask).await;
    assert_eq!((answer.status, answer.runs), (200, 1));
    assert!(answer.cors().is_empty());
    assert_eq!(answer.lines("vary"), ["Origin"]);
}

#[actix_web::test]
async fn request_headers_of_preflights_mean_nothing_on_other_methods() {
    let ask =
        Ask::from("https://a.example").line("Access-Control-Request-Method", "DELETE").headers("x");
    let answer = ask_all(listed(), &Spy::new(), &ask).await;
    assert_eq!((answer.status, answer.runs), (200, 1));
    assert_eq!(answer.cors(), [("allow-origin", "https://a.example"), ("expose-headers", "name")]);
}

#[actix_web::test]
async fn options_without_request_method_is_an_actual_request() {
    let ask = Ask::from("https://a.example").method("OPTIONS").headers("name");
    let answer = ask_all(listed(), &Spy::new(), &ask).await;
    assert_eq!((answer.status, answer.runs), (200, 1));
    assert_eq!(answer.cors(), [("allow-origin", "https://a.example"), ("expose-headers", "name")]);
    assert_eq!(answer.lines("vary"), ["Origin"]);
}

#[actix_web::test]
async fn options_in_lower_case_is_another_method() {
    let ask = Ask::preflight("https://a.example", "PUT").method("options");
    let answer = ask_all(listed(), &Spy::new(), &ask).await;
    assert_eq!((answer.status, answer.runs), (200, 1));
}
