//! When a preflight is sent, and what it looks like.

use cors_rules::client::*;

use crate::lab::*;

/// How many preflights a request causes, by a server that grants everything.
fn preflights(request: FetchRequest) -> usize {
    Lab::new().fetch(request, mirroring).preflights()
}

#[test]
fn safelisted_methods_go_without() {
    for method in ["GET", "HEAD", "POST", "get", "PoSt"] {
        assert_eq!(preflights(FetchRequest::new(method, API)), 0, "{method}");
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "QUERY", "CHICKEN"] {
        assert_eq!(preflights(FetchRequest::new(method, API)), 1, "{method}");
    }
}

#[test]
fn six_methods_are_normalised_and_no_others() {
    for (written, sent) in [
        ("delete", "DELETE"),
        ("options", "OPTIONS"),
        ("pUt", "PUT"),
        ("patch", "patch"),
        ("chicken", "chicken"),
    ] {
        let trace = Lab::new().fetch(FetchRequest::new(written, API), mirroring);
        assert_eq!(trace.header(0, "access-control-request-method"), Some(sent));
        assert_eq!(trace.sent[1].method, sent);
    }
}

#[test]
fn allow_methods_is_case_sensitive() {
    let fetch = |method, allowed| {
        Lab::new()
            .fetch(FetchRequest::new(method, API), granting(&[(ALLOW_METHODS, allowed)]))
            .outcome
    };
    assert!(fetch("patch", "PATCH").blocked().is_some());
    assert!(fetch("patch", "patch").readable().is_some());
    assert!(fetch("patch", "*").readable().is_some());
    assert!(fetch("PUT", "put").blocked().is_some());
    assert!(fetch("put", "PUT").readable().is_some());
}

#[test]
fn its_form_is_lower_case_sorted_and_without_blanks() {
    let request = put()
        .with_header("X-B", "1")
        .with_header("x-a", "2")
        .with_header("Content-Type", "application/json")
        .with_header("Authorization", "3")
        .with_header("X-B", "4")
        .with_header("Accept", "text/html");
    let trace = Lab::new().fetch(request, mirroring);
    assert_eq!(trace.methods(), ["OPTIONS", "PUT"]);
    let names = "authorization,content-type,x-a,x-b";
    assert_eq!(trace.header(0, "access-control-request-headers"), Some(names));
    assert_eq!(trace.header(0, "access-control-request-method"), Some("PUT"));
    assert_eq!(trace.header(0, "accept"), Some("*/*"));
    assert_eq!(trace.header(0, "origin"), Some(PAGE));
    assert_eq!(trace.sent[0].url, API);
}

#[test]
fn it_asks_for_no_headers_where_there_are_none() {
    let trace = Lab::new().fetch(put(), mirroring);
    assert_eq!(trace.header(0, "access-control-request-headers"), None);
}

#[test]
fn it_carries_neither_the_headers_nor_the_body_nor_credentials() {
    let request = put().with_header("x-a", "1").with_body(Body::text()).with_credentials();
    let trace = Lab::new().fetch(request, mirroring);
    let [preflight, actual] = trace.sent.as_slice() else { panic!("{trace:?}") };
    assert_eq!(preflight.header("x-a"), None);
    assert!(preflight.is_preflight && !preflight.with_credentials && !preflight.sends_body);
    assert_eq!(actual.header("x-a"), Some("1"));
    assert!(!actual.is_preflight && actual.with_credentials && actual.sends_body);
}

#[test]
fn a_refused_preflight_stops_the_request() {
    let trace = Lab::new().fetch(put(), |_| answer(403, &[]));
    assert_eq!(trace.methods(), ["OPTIONS"]);
    assert_eq!(trace.outcome.blocked().unwrap().at, Stage::Preflight);
}

#[test]
fn a_granted_preflight_does_not_spare_the_actual_check() {
    let trace = Lab::new().fetch(put(), |request| {
        if request.is_preflight { mirroring(request) } else { answer(200, &[]) }
    });
    assert_eq!(trace.methods(), ["OPTIONS", "PUT"]);
    let blocked = trace.outcome.blocked().unwrap();
    assert_eq!((&blocked.reason, blocked.at), (&Reason::AllowOriginMissing, Stage::Response));
}

#[test]
fn upload_listeners_force_it() {
    let post = FetchRequest::new("POST", API).with_body(Body::text());
    assert_eq!(preflights(post.clone()), 0);
    let trace = Lab::new().fetch(post.with_upload_listeners(), granting(&[]));
    assert_eq!(trace.methods(), ["OPTIONS", "POST"]);
    assert!(trace.outcome.readable().is_some(), "POST needs no listing");
}

#[test]
fn streams_force_it_and_want_http2() {
    let post = FetchRequest::new("POST", API).with_body(Body::Stream);
    let trace = Lab::new().fetch(post.clone().over_http2(), granting(&[]));
    assert_eq!(
        (trace.methods(), trace.outcome.readable().is_some()),
        (vec!["OPTIONS", "POST"], true)
    );
    let trace = Lab::new().fetch(post, granting(&[]));
    assert_eq!((trace.methods(), trace.reason()), (vec!["OPTIONS"], &Reason::StreamOverHttp1));
}

#[test]
fn the_body_brings_its_content_type() {
    let blob = Body::Bytes { content_type: Some("application/json".to_owned()) };
    let post = FetchRequest::new("POST", API);
    assert_eq!(preflights(post.clone().with_body(Body::text())), 0);
    assert_eq!(preflights(post.clone().with_body(Body::bytes())), 0);
    assert_eq!(preflights(post.clone().with_body(blob.clone())), 1);
    let own = post.with_header("content-type", "text/plain").with_body(blob);
    assert_eq!(preflights(own), 0, "the script's own type wins");
}

#[test]
fn same_origin_and_no_cors_are_never_preflighted() {
    let own = FetchRequest::new("PUT", "https://page.example/x").with_header("x-a", "1");
    assert_eq!(preflights(own.with_upload_listeners()), 0);
    let no_cors = FetchRequest::new("POST", API).with_mode(RequestMode::NoCors);
    assert_eq!(preflights(no_cors.with_header("x-a", "1")), 0);
}
