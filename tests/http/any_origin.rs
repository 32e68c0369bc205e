//! A policy for everybody: the constant `*` on every response, so that caches can share it.

use cors_runtime::{Policy, PolicyBuilder};
use cors_tests::{Ask, Spy, ask_all};

fn public() -> PolicyBuilder {
    Policy::builder().any_origin()
}

#[actix_web::test]
async fn star_on_every_response_and_no_vary() {
    for ask in [
        Ask::new("GET"),
        Ask::from("https://a.example"),
        Ask::from("null"),
        Ask::from(""),
        Ask::from("https://a.example/").method("POST"),
        Ask::from("x".repeat(65536)),
        Ask::from(b"\xff\xfe"),
        Ask::from("https://a.example").line("Origin", "https://b.example"),
    ] {
        let answer = ask_all(public().build().unwrap(), &Spy::new(), &ask).await;
        assert_eq!((answer.status, answer.runs), (200, 1));
        assert_eq!(answer.cors(), [("allow-origin", "*")]);
        assert_eq!(answer.value("vary"), None);
    }
}

#[actix_web::test]
async fn exposes_on_every_response_too() {
    for ask in [Ask::new("GET"), Ask::from("https://a.example")] {
        let answer =
            ask_all(public().expose(["name", "x-b"]).build().unwrap(), &Spy::new(), &ask).await;
        assert_eq!(answer.cors(), [("allow-origin", "*"), ("expose-headers", "name, x-b")]);
    }
}

#[actix_web::test]
async fn exposes_any() {
    let answer =
        ask_all(public().expose_any().build().unwrap(), &Spy::new(), &Ask::new("GET")).await;
    assert_eq!(answer.cors(), [("allow-origin", "*"), ("expose-headers", "*")]);
}

#[actix_web::test]
async fn a_listed_policy_exposes_any_to_the_listed_only() {
    let policy = || Policy::builder().origins(["https://a.example"]).expose_any().build().unwrap();
    let allowed = ask_all(policy(), &Spy::new(), &Ask::from("https://a.example")).await;
    assert_eq!(allowed.cors(), [("allow-origin", "https://a.example"), ("expose-headers", "*")]);
    let refused = ask_all(policy(), &Spy::new(), &Ask::from("https://b.example")).await;
    assert!(refused.cors().is_empty());
}

#[actix_web::test]
async fn preflights_are_granted_to_everybody() {
    let policy = || public().methods(["PUT"]).headers(["name"]).build().unwrap();
    let ask = Ask::preflight("https://any.example", "PUT").headers("name");
    let granted = ask_all(policy(), &Spy::new(), &ask).await;
    assert_eq!((granted.status, granted.runs), (204, 0));
    assert_eq!(
        granted.cors(),
        [("allow-headers", "name"), ("allow-methods", "PUT"), ("allow-origin", "*")]
    );
    let refused =
        ask_all(policy(), &Spy::new(), &Ask::preflight("https://any.example", "PATCH")).await;
    assert_eq!((refused.status, refused.runs), (403, 0));
    assert!(refused.cors().is_empty(), "{refused:?}");
    for answer in [granted, refused] {
        let vary = answer.elements("vary");
        assert!(!vary.iter().any(|name| name.eq_ignore_ascii_case("origin")), "{vary:?}");
    }
}

#[actix_web::test]
async fn everything_any() {
    let policy = public().any_method().any_header().expose_any().build().unwrap();
    let ask = Ask::preflight("https://any.example", "CHICKEN").headers("x-a,x-b");
    let answer = ask_all(policy, &Spy::new(), &ask).await;
    assert_eq!(
        answer.cors(),
        [("allow-headers", "*"), ("allow-methods", "*"), ("allow-origin", "*")]
    );
}
