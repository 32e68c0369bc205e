//! Requests without a preflight: who may read what, and the bytes of `Access-Control-Allow-Origin`.

use cors_rules::client::*;

use crate::lab::*;

/// How a GET ends when the response has these `Access-Control-Allow-Origin` lines.
fn get_with_allow_origin(lines: &[&str]) -> Trace {
    let headers: Vec<_> = lines.iter().map(|line| (ALLOW_ORIGIN, *line)).collect();
    Lab::new().fetch(get(), |_| answer(200, &headers))
}

#[test]
fn same_origin_needs_no_cors() {
    let request = FetchRequest::new("PUT", "https://page.example/x").with_header("x-a", "1");
    let trace = Lab::new().fetch(request, |_| answer(200, &[("X-B", "2"), ("Set-Cookie", "a=b")]));
    assert_eq!(trace.methods(), ["PUT"]);
    assert_eq!(trace.readable().kind, ResponseKind::Basic);
    assert_eq!(trace.readable().header("x-b").as_deref(), Some("2"));
    assert_eq!(trace.readable().header("set-cookie"), None);
}

#[test]
fn same_origin_sends_origin_unless_get_or_head() {
    for (method, expected) in
        [("GET", None), ("HEAD", None), ("POST", Some(PAGE)), ("PUT", Some(PAGE))]
    {
        let request = FetchRequest::new(method, "https://page.example/x");
        let trace = Lab::new().fetch(request, |_| answer(200, &[]));
        assert_eq!(trace.header(0, "origin"), expected, "{method}");
    }
}

#[test]
fn scheme_host_and_port_each_make_another_origin() {
    for url in ["http://page.example/", "https://www.page.example/", "https://page.example:8443/"] {
        let trace = Lab::new().fetch(FetchRequest::new("GET", url), |_| answer(200, &[]));
        assert_eq!(*trace.reason(), Reason::AllowOriginMissing, "{url}");
    }
    let default_port = FetchRequest::new("GET", "https://PAGE.example:443/");
    let trace = Lab::new().fetch(default_port, |_| answer(200, &[]));
    assert_eq!(trace.readable().kind, ResponseKind::Basic);
}

#[test]
fn cross_origin_get_sends_origin_and_no_preflight() {
    let trace = Lab::new().fetch(get(), granting(&[]));
    assert_eq!(trace.methods(), ["GET"]);
    assert_eq!(trace.header(0, "origin"), Some(PAGE));
    assert_eq!(trace.header(0, "accept"), Some("*/*"));
    assert_eq!(trace.readable().kind, ResponseKind::Cors);
}

#[test]
fn missing_allow_origin_blocks() {
    let trace = get_with_allow_origin(&[]);
    let blocked = trace.outcome.blocked().unwrap();
    assert_eq!((&blocked.reason, blocked.at), (&Reason::AllowOriginMissing, Stage::Response));
}

#[test]
fn allow_origin_is_trimmed_of_spaces_and_tabs_only() {
    assert!(get_with_allow_origin(&[" \thttps://page.example\t "]).outcome.readable().is_some());
    assert!(get_with_allow_origin(&["\t*"]).outcome.readable().is_some());
    assert!(get_with_allow_origin(&["\u{c}https://page.example"]).outcome.blocked().is_some());
    assert!(get_with_allow_origin(&["https://page.example\u{b}"]).outcome.blocked().is_some());
}

#[test]
fn allow_origin_is_byte_exact() {
    for value in [
        "https://page.example/",
        "\"https://page.example\"",
        "https://PAGE.example",
        "HTTPS://page.example",
        "https://page.example:443",
        "page.example",
        "https://*.example",
        "null",
        "Null",
        "*,*",
        "**",
        "",
    ] {
        assert!(get_with_allow_origin(&[value]).outcome.blocked().is_some(), "{value:?}");
    }
}

#[test]
fn several_allow_origins_block_even_if_identical() {
    for lines in [
        &["https://page.example, https://other.example"][..],
        &[PAGE, PAGE],
        &["*", "*"],
        &[PAGE, "*"],
    ] {
        let trace = get_with_allow_origin(lines);
        let value = lines.join(", ");
        assert_eq!(*trace.reason(), Reason::AllowOriginMultiple { value });
    }
}

#[test]
fn an_empty_allow_origin_line_beside_a_valid_one_blocks() {
    assert!(get_with_allow_origin(&["", PAGE]).outcome.blocked().is_some());
    assert!(get_with_allow_origin(&[PAGE, ""]).outcome.blocked().is_some());
}

#[test]
fn any_status_of_the_actual_response_is_readable() {
    for status in [200, 204, 206, 304, 400, 401, 404, 418, 500, 503, 599] {
        let trace = Lab::new().fetch(get(), |_| answer(status, &[(ALLOW_ORIGIN, "*")]));
        assert_eq!(trace.readable().status, status);
    }
}

#[test]
fn no_cors_is_opaque_and_same_origin_is_blocked() {
    let trace = Lab::new().fetch(get().with_mode(RequestMode::NoCors), |_| answer(200, &[]));
    assert_eq!(trace.outcome, Outcome::Opaque);
    assert_eq!(trace.header(0, "origin"), None);
    let trace = Lab::new().fetch(get().with_mode(RequestMode::SameOrigin), granting(&[]));
    assert_eq!((trace.methods(), trace.reason()), (vec![], &Reason::OtherOriginNotAllowed));
}

#[test]
fn no_cors_post_names_its_origin_unless_that_leaks_https() {
    let post = |url: &str| FetchRequest::new("POST", url).with_mode(RequestMode::NoCors);
    let trace = Lab::new().fetch(post(API), |_| answer(200, &[]));
    assert_eq!(trace.header(0, "origin"), Some(PAGE));
    let trace = Lab::new().fetch(post("http://api.example/"), |_| answer(200, &[]));
    assert_eq!(trace.header(0, "origin"), Some("null"));
}

#[test]
fn a_fetch_without_response_is_a_network_failure() {
    let mut lab = Lab::new();
    let (mut exchange, _) = Exchange::start(&lab.page, put(), &mut lab.cache, 0, lab.profile);
    let Step::Done(outcome) = exchange.fail(&mut lab.cache) else { panic!("it is over") };
    let blocked = outcome.blocked().unwrap();
    assert_eq!((&blocked.reason, blocked.at), (&Reason::NetworkFailure, Stage::Preflight));
    let again = exchange.receive(&answer(204, &[(ALLOW_ORIGIN, "*")]), &mut lab.cache, 0);
    assert_eq!(again, Step::Done(outcome), "after the end it repeats the end");
}

#[test]
fn the_fragment_is_not_sent() {
    let trace =
        Lab::new().fetch(FetchRequest::new("GET", "https://api.example/x?q#part"), granting(&[]));
    assert_eq!(trace.sent[0].url, "https://api.example/x?q");
    assert_eq!(trace.readable().url, "https://api.example/x?q");
}
