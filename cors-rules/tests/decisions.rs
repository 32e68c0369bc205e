//! `decide`, row by row: what each kind of request gets from each kind of policy.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drafts;
mod requests;

use cors_rules::{
    Decision, FieldLines, Grant, MAX_BLANKS, MAX_EMPTY_ELEMENTS, MAX_REQUESTED_HEADERS,
    MAX_REQUESTED_HEADERS_BYTES, Matched, PreflightGrant, Refusal, Request, decide,
};
use requests::{PLAIN, ask_actual, ask_headers, ask_preflight, listed, policy};
use serde_json::{Value, json};

#[test]
fn without_origin_it_is_not_cors() {
    assert_eq!(ask_actual(&listed(), &[]), Decision::NotCors { allowed: None });
    let everybody = policy(&json!({"origins": "any"}));
    let allowed = Some(Grant { origin: Matched::Any });
    assert_eq!(ask_actual(&everybody, &[]), Decision::NotCors { allowed });
    // Not even an `OPTIONS` request that looks like a preflight otherwise.
    let request = Request {
        is_options: true,
        origin: FieldLines::Absent,
        requested_method: FieldLines::One(b"PUT"),
        requested_headers: std::iter::empty(),
    };
    assert_eq!(decide(&listed(), &[], &request), Decision::NotCors { allowed: None });
}

#[test]
fn options_without_a_requested_method_is_an_actual_request() {
    let request = Request {
        is_options: true,
        origin: FieldLines::One(b"https://a.example"),
        requested_method: FieldLines::Absent,
        requested_headers: std::iter::once(&b"x-name"[..]),
    };
    let granted = Decision::Actual(Ok(Grant { origin: Matched::Listed(0) }));
    assert_eq!(decide(&listed(), &[], &request), granted);
}

#[test]
fn only_options_is_a_preflight() {
    let request = Request {
        is_options: false,
        origin: FieldLines::One(b"https://a.example"),
        requested_method: FieldLines::One(b"PUT"),
        requested_headers: std::iter::empty(),
    };
    assert!(matches!(decide(&listed(), &[], &request), Decision::Actual(Ok(_))));
}

#[test]
fn actual_requests_depend_on_the_origin_alone() {
    let policy = listed();
    let granted = |origin| Decision::Actual(Ok(Grant { origin }));
    let refused = |refusal| Decision::Actual(Err(refusal));
    assert_eq!(ask_actual(&policy, &["https://a.example"]), granted(Matched::Listed(0)));
    assert_eq!(ask_actual(&policy, &["https://x.y.b.example"]), granted(Matched::Pattern));
    for strange in [
        "https://b.example",
        "https://evilb.example",
        "https://.b.example",
        "https://x..b.example",
        "https://evil.example/.b.example",
        "https://evil.example?.b.example",
        "https://X.b.example",
        "https://x.b.example:443",
        "https://x.b.example.",
        "https://a.example/",
        "https://a.example ",
        "HTTPS://a.example",
        "http://a.example",
        "a.example",
        "null",
        "*",
    ] {
        assert_eq!(ask_actual(&policy, &[strange]), refused(Refusal::OriginNotListed), "{strange}");
    }
    assert_eq!(ask_actual(&policy, &[""]), refused(Refusal::OriginEmpty));
    let twice = ["https://a.example", "https://a.example"];
    assert_eq!(ask_actual(&policy, &twice), refused(Refusal::OriginRepeated));
}

#[test]
fn a_policy_for_everybody_is_constant() {
    let everybody = policy(&json!({"origins": "any"}));
    let granted = Decision::Actual(Ok(Grant { origin: Matched::Any }));
    for origins in [&["https://a.example"][..], &["null"], &["nonsense"], &[""], &["a", "b"]] {
        assert_eq!(ask_actual(&everybody, origins), granted);
    }
}

#[test]
fn null_is_granted_only_where_it_is_listed() {
    let listed = policy(&json!({"origins": ["null"], "dangerous": ["null_origin"]}));
    let granted = Decision::Actual(Ok(Grant { origin: Matched::Listed(0) }));
    assert_eq!(ask_actual(&listed, &["null"]), granted);
    let refused = Decision::Actual(Err(Refusal::OriginNotListed));
    assert_eq!(ask_actual(&listed, &["NULL"]), refused);
    assert_eq!(ask_actual(&listed, &["null://"]), refused);
}

#[test]
fn a_disabled_route_grants_nothing() {
    for draft in [json!({"disabled": true}), json!({"disabled": true, "origins": "any"})] {
        let policy = policy(&draft);
        assert_eq!(
            ask_actual(&policy, &["https://a.example"]),
            Decision::Actual(Err(Refusal::Disabled))
        );
        assert_eq!(ask_headers(&policy, &[]), Err(Refusal::Disabled));
        assert_eq!(ask_actual(&policy, &[]), Decision::NotCors { allowed: None });
    }
}

#[test]
fn methods_are_safelisted_listed_or_refused() {
    let policy = listed();
    let ask = |method| ask_preflight(&policy, "https://a.example", method, &[]);
    for method in ["GET", "HEAD", "POST", "PUT"] {
        assert_eq!(ask(method), Ok(PLAIN), "{method}");
    }
    for method in ["get", "put", "DELETE", "PATCH", "OPTIONS", "*"] {
        assert_eq!(ask(method), Err(Refusal::MethodNotListed), "{method}");
    }
    for method in ["", "PUT ", "PUT, GET", "P\tT"] {
        assert_eq!(ask(method), Err(Refusal::MethodMalformed), "{method}");
    }
    // Without a list of its own the policy grants what the route serves.
    let of_route = requests::policy(&json!({"origins": ["https://a.example"]}));
    assert_eq!(ask_preflight(&of_route, "https://a.example", "DELETE", &[]), Ok(PLAIN));
    let refused = ask_preflight(&of_route, "https://a.example", "PUT", &[]);
    assert_eq!(refused, Err(Refusal::MethodNotListed));
}

#[test]
fn any_method_is_mirrored_only_with_credentials() {
    for credentials in [false, true] {
        let policy = policy(&json!({
            "origins": ["https://a.example"], "methods": "any", "credentials": credentials
        }));
        let ask = |method| ask_preflight(&policy, "https://a.example", method, &[]);
        assert_eq!(ask("PURGE"), Ok(PreflightGrant { mirror_method: credentials, ..PLAIN }));
        assert_eq!(ask("TRACE"), Err(Refusal::MethodNotListed));
        assert_eq!(ask("A B"), Err(Refusal::MethodMalformed));
    }
}

#[test]
fn a_preflight_is_refused_for_its_origin_first() {
    let policy = listed();
    let refused = ask_preflight(&policy, "https://c.example", "A B", &["()"]);
    assert_eq!(refused, Err(Refusal::OriginNotListed));
    let request = |origin, method| Request {
        is_options: true,
        origin,
        requested_method: method,
        requested_headers: std::iter::empty(),
    };
    let ask = |origin, method| decide(&policy, &[], &request(origin, method));
    let one = FieldLines::One(&b"https://a.example"[..]);
    let repeated = ask(FieldLines::Repeated(b"https://a.example"), FieldLines::One(b"PUT"));
    assert_eq!(repeated, Decision::Preflight(Err(Refusal::OriginRepeated)));
    // Of several methods the first counts.
    assert_eq!(ask(one, FieldLines::Repeated(b"PUT")), Decision::Preflight(Ok(PLAIN)));
    let other = ask(one, FieldLines::Repeated(b"DELETE"));
    assert_eq!(other, Decision::Preflight(Err(Refusal::MethodNotListed)));
}

#[test]
fn requested_headers_in_any_case_order_and_number_of_lines() {
    let policy = policy(&json!({
        "origins": ["https://a.example"], "methods": ["PUT"], "headers": ["x-a", "X-B", "authorization"]
    }));
    let granted = Ok(PreflightGrant { headers_requested: true, ..PLAIN });
    for lines in [
        &["x-a"][..],
        &["X-B,x-a"],
        &["x-b", "x-a, x-a"],
        &["x-a,,\tx-b ,"],
        &[""],
        &["", ""],
        &["content-type, accept, accept-language, content-language, range"],
        &["Authorization"],
    ] {
        assert_eq!(ask_headers(&policy, lines), granted, "{lines:?}");
    }
    assert_eq!(ask_headers(&policy, &[]), Ok(PLAIN));
    assert_eq!(ask_headers(&policy, &["x-a", "x-c"]), Err(Refusal::HeaderNotListed));
    assert_eq!(ask_headers(&policy, &["x-a x-b"]), Err(Refusal::HeadersMalformed));
    assert_eq!(ask_headers(&policy, &["x-a\u{b}"]), Err(Refusal::HeadersMalformed));
    assert_eq!(ask_headers(&policy, &["*"]), Err(Refusal::HeaderNotListed));
}

#[test]
fn the_bounds_of_requested_headers() {
    let policy = policy(&json!({
        "origins": ["https://a.example"], "methods": ["PUT"], "headers": ["a"]
    }));
    let granted = |line: &str| ask_headers(&policy, &[line]).is_ok();
    assert!(granted(&vec!["a"; MAX_REQUESTED_HEADERS].join(",")));
    assert!(!granted(&vec!["a"; MAX_REQUESTED_HEADERS + 1].join(",")));
    // `n` commas make `n + 1` elements.
    assert!(granted(&",".repeat(MAX_EMPTY_ELEMENTS - 1)));
    assert!(!granted(&",".repeat(MAX_EMPTY_ELEMENTS)));
    assert!(granted(&format!("{}a", " ".repeat(MAX_BLANKS))));
    assert!(!granted(&format!("{}a", " ".repeat(MAX_BLANKS + 1))));
    assert!(!granted(&"a".repeat(MAX_REQUESTED_HEADERS_BYTES + 1)));
    let many_lines = vec![""; MAX_REQUESTED_HEADERS_BYTES + 1];
    assert_eq!(ask_headers(&policy, &many_lines), Err(Refusal::HeadersTooLong));
}

#[test]
fn any_header_covers_authorization_only_where_it_is_listed_or_mirrored() {
    let with = |headers: Value, credentials: bool| {
        policy(&json!({
            "origins": ["https://a.example"], "methods": ["PUT"], "headers": headers, "credentials": credentials
        }))
    };
    let granted = Ok(PreflightGrant { headers_requested: true, ..PLAIN });
    let anonymous = with(json!("any"), false);
    assert_eq!(ask_headers(&anonymous, &["x-anything"]), granted);
    assert_eq!(
        ask_headers(&anonymous, &["x-a, Authorization"]),
        Err(Refusal::AuthorizationNotCovered)
    );
    assert_eq!(ask_headers(&anonymous, &["()"]), Err(Refusal::HeadersMalformed));
    assert_eq!(
        ask_headers(&with(json!(["*", "Authorization"]), false), &["authorization"]),
        granted
    );
    let mirrored = Ok(PreflightGrant { headers_requested: true, mirror_headers: true, ..PLAIN });
    assert_eq!(ask_headers(&with(json!("any"), true), &["authorization, x-a"]), mirrored);
}
