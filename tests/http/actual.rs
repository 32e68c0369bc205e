//! Actual requests: the handler answers, and the policy says who may read it.

use actix_web::http::StatusCode;
use cors_runtime::{Policy, PolicyBuilder};
use cors_tests::{Ask, Spy, ask_all};

fn lab() -> PolicyBuilder {
    Policy::builder()
        .origins(["https://a.example", "http://localhost:3000"])
        .methods(["PUT"])
        .headers(["name"])
        .expose(["name", "X-Trace"])
        .max_age(6)
}

fn families() -> Policy {
    Policy::builder().origins(["https://*.b.example", "http://localhost:*"]).build().unwrap()
}

#[actix_web::test]
async fn allowed() {
    for method in ["GET", "HEAD", "POST", "PUT", "DELETE"] {
        for origin in ["https://a.example", "http://localhost:3000"] {
            let ask = Ask::from(origin).method(method);
            let answer = ask_all(lab().build().unwrap(), &Spy::new(), &ask).await;
            assert_eq!((answer.status, answer.runs), (200, 1));
            assert_eq!(
                answer.cors(),
                [("allow-origin", origin), ("expose-headers", "name, x-trace")]
            );
            assert_eq!(answer.lines("vary"), ["Origin"]);
        }
    }
}

#[actix_web::test]
async fn denied_runs_the_handler_and_says_nothing() {
    for origin in ["https://b.example", "http://a.example", "null", "https://a.example:8443"] {
        let answer = ask_all(lab().build().unwrap(), &Spy::new(), &Ask::from(origin)).await;
        assert_eq!((answer.status, answer.runs), (200, 1), "{origin}");
        assert!(answer.cors().is_empty(), "{answer:?}");
        assert_eq!(answer.lines("vary"), ["Origin"]);
    }
}

#[actix_web::test]
async fn the_status_is_the_handlers() {
    for status in [StatusCode::CREATED, StatusCode::NOT_FOUND, StatusCode::INTERNAL_SERVER_ERROR] {
        let spy = Spy::new().status(status);
        let answer = ask_all(lab().build().unwrap(), &spy, &Ask::from("https://a.example")).await;
        assert_eq!((answer.status, answer.runs), (status.as_u16(), 1));
        assert_eq!(answer.lines("access-control-allow-origin"), ["https://a.example"]);
    }
}

#[actix_web::test]
async fn a_family_allows_whole_matches() {
    for origin in [
        "https://x.b.example",
        "https://x.y.b.example",
        "http://localhost",
        "http://localhost:1",
        "http://localhost:65535",
    ] {
        let answer = ask_all(families(), &Spy::new(), &Ask::from(origin)).await;
        assert_eq!(answer.cors(), [("allow-origin", origin)]);
        assert_eq!(answer.lines("vary"), ["Origin"]);
    }
}

#[actix_web::test]
async fn a_family_allows_nothing_else() {
    for origin in [
        "https://b.example",
        "https://.b.example",
        "https://x..b.example",
        "https://xb.example",
        "https://x.b.example.evil.example",
        "https://evil.example/.b.example",
        "https://evil.example?.b.example",
        "https://evil.example#.b.example",
        "https://evil.example@x.b.example",
        "https://evil.example:1.b.example",
        "https://x.b.example/",
        "https://x.b.example:443",
        "https://x.b.example:8443",
        "https://X.b.example",
        "http://x.b.example",
        "HTTPS://x.b.example",
        "https://*.b.example",
        "https://x.b.example https://evil.example",
        "https://x.b.example,https://evil.example",
        "https://evil.example\t.b.example",
        "http://localhost:0",
        "http://localhost:080",
        "http://localhost:80",
        "http://localhost:65536",
        "http://localhost:*",
        "http://localhost:",
        "http://localhost:1/",
        "http://localhost.evil.example:1",
        "http://localhost:1@evil.example",
        "https://localhost:1",
    ] {
        let answer = ask_all(families(), &Spy::new(), &Ask::from(origin)).await;
        assert_eq!((answer.status, answer.runs), (200, 1), "{origin}");
        assert!(answer.cors().is_empty(), "{origin}: {answer:?}");
    }
}

#[actix_web::test]
async fn the_handlers_own_cors_headers_are_replaced() {
    let spy = Spy::new()
        .and("Access-Control-Allow-Origin", "*")
        .and("Access-Control-Allow-Origin", "https://evil.example")
        .and("Access-Control-Allow-Credentials", "true")
        .and("Access-Control-Allow-Methods", "*")
        .and("Access-Control-Allow-Headers", "*")
        .and("Access-Control-Expose-Headers", "*")
        .and("Access-Control-Max-Age", "86400");
    let allowed = ask_all(lab().build().unwrap(), &spy, &Ask::from("https://a.example")).await;
    assert_eq!(
        allowed.cors(),
        [("allow-origin", "https://a.example"), ("expose-headers", "name, x-trace")]
    );
    for ask in [Ask::from("https://evil.example"), Ask::new("GET")] {
        let refused = ask_all(lab().build().unwrap(), &spy, &ask).await;
        assert!(refused.cors().is_empty(), "{refused:?}");
        assert_eq!(refused.runs, 1);
    }
}

#[actix_web::test]
async fn the_handlers_other_headers_stay() {
    let spy = Spy::new().and("name", "jw").and("x-own", "1").and("x-own", "2");
    let answer = ask_all(lab().build().unwrap(), &spy, &Ask::from("https://a.example")).await;
    assert_eq!(answer.lines("name"), ["jw"]);
    assert_eq!(answer.lines("x-own"), ["1", "2"]);
    assert_eq!(answer.body, "spy");
}

#[actix_web::test]
async fn the_null_origin_is_allowed_where_it_is_listed() {
    let policy = Policy::builder().origins(["null"]).dangerous_null_origin(true).build().unwrap();
    let answer = ask_all(policy.clone(), &Spy::new(), &Ask::from("null")).await;
    assert_eq!(answer.cors(), [("allow-origin", "null")]);
    for other in ["NULL", "null ", "nul", "https://null"] {
        let answer = ask_all(policy.clone(), &Spy::new(), &Ask::from(other)).await;
        assert!(answer.cors().is_empty(), "{other}: {answer:?}");
    }
}
