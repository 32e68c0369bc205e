//! Preflights: what a granted and a refused one say, to the byte.

use cors_runtime::{Policy, PolicyBuilder, Reason, Refusal, explain};
use cors_tests::{Answer, Ask, Spy, ask_all};

const VARY: &str = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

fn lab() -> PolicyBuilder {
    ageless().max_age(6)
}

fn ageless() -> PolicyBuilder {
    Policy::builder()
        .origins(["https://a.example", "http://localhost:3000"])
        .methods(["PUT", "DELETE"])
        .headers(["name", "X-Trace"])
        .expose(["name"])
}

async fn answer(policy: PolicyBuilder, ask: &Ask) -> Answer {
    let answer = ask_all(policy.build().unwrap(), &Spy::new().and("x-handler", "ran"), ask).await;
    assert_eq!(answer.runs, 0, "the handler never runs for a preflight");
    assert!(!answer.mentions("x-handler"));
    answer
}

async fn refused(policy: PolicyBuilder, ask: &Ask) -> Answer {
    let answer = answer(policy, ask).await;
    assert_eq!(answer.status, 403, "{ask:?}");
    assert!(answer.cors().is_empty(), "{answer:?}");
    assert_eq!(answer.lines("vary"), [VARY], "{ask:?}");
    answer
}

#[actix_web::test]
async fn granted_with_the_whole_lists() {
    let granted = answer(lab(), &Ask::preflight("https://a.example", "PUT").headers("name")).await;
    assert_eq!(granted.status, 204);
    assert_eq!(granted.body, "");
    assert_eq!(
        granted.cors(),
        [
            ("allow-headers", "name, x-trace"),
            ("allow-methods", "PUT, DELETE"),
            ("allow-origin", "https://a.example"),
            ("max-age", "6"),
        ]
    );
    assert_eq!(granted.lines("vary"), [VARY]);
}

#[actix_web::test]
async fn granted_without_requested_headers_names_none() {
    let granted = answer(lab(), &Ask::preflight("http://localhost:3000", "DELETE")).await;
    assert_eq!(
        granted.cors(),
        [
            ("allow-methods", "PUT, DELETE"),
            ("allow-origin", "http://localhost:3000"),
            ("max-age", "6")
        ]
    );
}

#[actix_web::test]
async fn granted_with_credentials() {
    let granted =
        answer(lab().credentials(true), &Ask::preflight("https://a.example", "PUT")).await;
    assert_eq!(granted.value("access-control-allow-credentials").as_deref(), Some("true"));
}

#[actix_web::test]
async fn never_exposes() {
    let granted = answer(lab(), &Ask::preflight("https://a.example", "PUT")).await;
    assert_eq!(granted.value("access-control-expose-headers"), None);
}

#[actix_web::test]
async fn status_is_the_policys() {
    for status in [200, 202, 204, 299] {
        let ask = Ask::preflight("https://a.example", "PUT");
        assert_eq!(answer(lab().preflight_status(status), &ask).await.status, status);
    }
}

#[actix_web::test]
async fn a_refusal_does_not_take_the_success_status() {
    refused(lab().preflight_status(200), &Ask::preflight("https://b.example", "PUT")).await;
}

#[actix_web::test]
async fn max_age_zero_is_sent_and_an_absent_one_is_not() {
    let ask = Ask::preflight("https://a.example", "PUT");
    let age = |answer: Answer| answer.value("access-control-max-age");
    assert_eq!(age(answer(ageless().max_age(0), &ask).await).as_deref(), Some("0"));
    let none = Policy::builder().origins(["https://a.example"]).methods(["PUT"]);
    assert_eq!(age(answer(none, &ask).await), None);
}

#[actix_web::test]
async fn safelisted_methods_need_no_listing() {
    for method in ["GET", "HEAD", "POST"] {
        let granted = answer(lab(), &Ask::preflight("https://a.example", method)).await;
        assert_eq!(granted.status, 204, "{method}");
    }
}

#[actix_web::test]
async fn safelisted_headers_need_no_listing() {
    for name in ["accept", "Accept-Language", "content-language", "Content-Type", "range"] {
        let granted =
            answer(lab(), &Ask::preflight("https://a.example", "PUT").headers(name)).await;
        assert_eq!(granted.status, 204, "{name}");
    }
}

#[actix_web::test]
async fn requested_headers_may_come_in_any_case_order_and_number_of_lines() {
    let ask = || Ask::preflight("https://a.example", "PUT");
    for ask in [
        ask().headers("x-trace,name"),
        ask().headers("NAME, X-TRACE"),
        ask().headers("name, name"),
        ask().headers(",, name ,\t,x-trace,"),
        ask().headers("x-trace").headers("name"),
        ask().headers("").headers("name"),
        ask().headers(""),
    ] {
        let granted = answer(lab(), &ask).await;
        assert_eq!(granted.status, 204, "{ask:?}");
        assert_eq!(granted.lines("access-control-allow-headers"), ["name, x-trace"], "{ask:?}");
    }
}

#[actix_web::test]
async fn refused_origin() {
    refused(lab(), &Ask::preflight("https://b.example", "PUT").headers("name")).await;
}

#[actix_web::test]
async fn refused_method() {
    for method in ["PATCH", "put", "Put", "PUTS", "PU", "get", "OPTIONS", "TRACE", "*"] {
        refused(lab(), &Ask::preflight("https://a.example", method)).await;
    }
}

#[actix_web::test]
async fn refused_header() {
    for name in ["names", "nam", "x-trace2", "authorization", "cookie", "*", "name,other", "name;x"]
    {
        refused(lab(), &Ask::preflight("https://a.example", "PUT").headers(name)).await;
    }
}

#[actix_web::test]
async fn refused_on_any_line_of_requested_headers() {
    refused(lab(), &Ask::preflight("https://a.example", "PUT").headers("name").headers("other"))
        .await;
}

#[actix_web::test]
async fn without_methods_only_the_safelisted_are_granted() {
    let policy = || Policy::builder().origins(["https://a.example"]);
    let granted = answer(policy(), &Ask::preflight("https://a.example", "POST")).await;
    assert_eq!((granted.status, granted.value("access-control-allow-methods")), (204, None));
    refused(policy(), &Ask::preflight("https://a.example", "PUT")).await;
}

#[actix_web::test]
async fn any_method_is_a_star() {
    let policy = || Policy::builder().origins(["https://a.example"]).any_method();
    for method in ["PUT", "CHICKEN", "patch"] {
        let granted = answer(policy(), &Ask::preflight("https://a.example", method)).await;
        assert_eq!(granted.cors(), [("allow-methods", "*"), ("allow-origin", "https://a.example")]);
    }
    // No browser sends the forbidden ones, so whoever asks for them is none.
    for method in ["TRACE", "connect", "Track"] {
        refused(policy(), &Ask::preflight("https://a.example", method)).await;
    }
}

#[actix_web::test]
async fn any_header_is_a_star_that_never_covers_authorization() {
    let policy = || Policy::builder().origins(["https://a.example"]).any_header();
    let ask = || Ask::preflight("https://a.example", "GET");
    let granted = answer(policy(), &ask().headers("x-any,name")).await;
    assert_eq!(granted.lines("access-control-allow-headers"), ["*"]);
    refused(policy(), &ask().headers("authorization")).await;
    refused(policy(), &ask().headers("x-any, Authorization")).await;
    // Whoever reads the refusal is told what covers it.
    let told = "`*` does not cover `authorization`; `[\"*\", \"authorization\"]` does";
    let ask = ask().headers("x-any,authorization");
    let explanation = explain(&policy().build().unwrap(), &ask.request().to_http_request());
    assert_eq!(explanation.reason(), Reason::Refused(Refusal::AuthorizationNotCovered));
    assert_eq!(explanation.reason().message(), told);
    assert!(explanation.to_string().contains(told), "{explanation}");
    // The answer's body is kept escaped.
    let body = if cfg!(debug_assertions) { told } else { "" };
    assert_eq!(answer(policy(), &ask).await.body, body.as_bytes().escape_ascii().to_string());
}

#[actix_web::test]
async fn authorization_may_stand_beside_the_star() {
    let listed = || Policy::builder().origins(["https://a.example"]);
    let ask = Ask::preflight("https://a.example", "GET").headers("authorization,x-any");
    for policy in
        [listed().headers(["*", "authorization"]), listed().any_header_and_authorization()]
    {
        let granted = answer(policy, &ask).await;
        assert_eq!(granted.status, 204);
        assert_eq!(granted.lines("access-control-allow-headers"), ["*,authorization"]);
    }
}
