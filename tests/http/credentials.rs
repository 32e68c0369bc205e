//! Credentials: browsers take no wildcard then, so what was asked for is mirrored, after it has been read in full.

use cors_runtime::{Policy, PolicyBuilder};
use cors_tests::{Ask, Spy, ask_all};

fn account() -> PolicyBuilder {
    Policy::builder().origins(["https://a.example", "https://*.b.example"]).credentials(true)
}

#[actix_web::test]
async fn any_method_is_mirrored() {
    let policy = account().any_method().build().unwrap();
    let answer =
        ask_all(policy, &Spy::new(), &Ask::preflight("https://a.example", "CHICKEN")).await;
    assert_eq!(answer.status, 204);
    assert_eq!(
        answer.cors(),
        [
            ("allow-credentials", "true"),
            ("allow-methods", "CHICKEN"),
            ("allow-origin", "https://a.example")
        ]
    );
}

#[actix_web::test]
async fn any_header_is_mirrored_on_all_lines() {
    let ask =
        Ask::preflight("https://a.example", "GET").headers("authorization,x-a").headers("x-b");
    let policy = account().any_header().build().unwrap();
    let answer = ask_all(policy, &Spy::new(), &ask).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.elements("access-control-allow-headers"), ["authorization", "x-a", "x-b"]);
    assert!(!answer.mentions("*"));
}

#[actix_web::test]
async fn nothing_is_mirrored_that_is_no_list_of_tokens() {
    for names in
        ["x-a, \u{e9}", "x-a;q=1", "x-a, \"b\"", "x a", "x-a, <script>", "x-a:1", "x-\u{1f600}"]
    {
        let policy = account().any_header().build().unwrap();
        let ask = Ask::preflight("https://a.example", "GET").headers(names);
        let answer = ask_all(policy, &Spy::new(), &ask).await;
        assert_eq!((answer.status, answer.runs), (403, 0), "{names}");
        assert!(answer.cors().is_empty(), "{names}: {answer:?}");
    }
}

#[actix_web::test]
async fn no_method_is_mirrored_that_is_no_token() {
    for method in ["", " ", "A B", "A,B", "\u{e9}", "PUT;x", "TRACE", "CONNECT", "track"] {
        let policy = account().any_method().build().unwrap();
        let answer =
            ask_all(policy, &Spy::new(), &Ask::preflight("https://a.example", method)).await;
        assert_eq!((answer.status, answer.runs), (403, 0), "{method}");
        assert!(answer.cors().is_empty(), "{method}: {answer:?}");
    }
}

#[actix_web::test]
async fn an_allowed_response_says_so() {
    for origin in ["https://a.example", "https://x.b.example"] {
        let answer = ask_all(account().build().unwrap(), &Spy::new(), &Ask::from(origin)).await;
        assert_eq!(answer.cors(), [("allow-credentials", "true"), ("allow-origin", origin)]);
    }
}

#[actix_web::test]
async fn a_refused_response_does_not() {
    let answer =
        ask_all(account().build().unwrap(), &Spy::new(), &Ask::from("https://b.example")).await;
    assert!(answer.cors().is_empty(), "{answer:?}");
}

#[test]
fn wildcards_with_credentials_cannot_be_built() {
    for (policy, code) in [
        (Policy::builder().any_origin().credentials(true), "any_origin_with_credentials"),
        (account().expose_any(), "any_expose_with_credentials"),
    ] {
        let error = policy.build().unwrap_err();
        assert_eq!(error.issues().map(cors_runtime::Issue::code).collect::<Vec<_>>(), [code]);
    }
}
