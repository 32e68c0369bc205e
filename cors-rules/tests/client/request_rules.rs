//! What `fetch()` throws for, and what it drops without an error.

use cors_rules::client::*;

use crate::lab::*;

/// Why a fetch does not even start.
fn thrown(request: FetchRequest) -> Reason {
    let trace = Lab::new().fetch(request, mirroring);
    let blocked = trace.outcome.blocked().unwrap();
    assert_eq!((trace.sent.len(), blocked.at), (0, Stage::Request));
    blocked.reason.clone()
}

#[test]
fn forbidden_methods_throw_in_any_case() {
    for method in ["CONNECT", "trace", "Track"] {
        assert_eq!(thrown(FetchRequest::new(method, API)), Reason::MethodForbidden);
    }
}

#[test]
fn what_is_no_token_throws() {
    for method in ["", "P UT", "PUT\n", "PÜT", "(PUT)"] {
        assert_eq!(thrown(FetchRequest::new(method, API)), Reason::MethodInvalid);
    }
    for (name, value) in [("", "1"), ("x a", "1"), ("x:a", "1"), ("x-a", "1\r\n2"), ("x-a", "1\0")]
    {
        assert_eq!(
            thrown(get().with_header(name, value)),
            Reason::HeaderInvalid { name: name.to_owned() }
        );
    }
}

#[test]
fn urls_must_parse_be_http_and_have_no_credentials() {
    for (url, reason) in [
        ("not a url", Reason::UrlInvalid),
        ("/relative", Reason::UrlInvalid),
        ("https://user:pass@api.example/", Reason::UrlHasCredentials),
        ("https://user@api.example/", Reason::UrlHasCredentials),
        ("ftp://api.example/", Reason::SchemeUnsupported { scheme: "ftp".to_owned() }),
    ] {
        assert_eq!(thrown(FetchRequest::new("GET", url)), reason, "{url}");
    }
}

#[test]
fn get_and_head_have_no_body() {
    for method in ["GET", "head"] {
        let request = FetchRequest::new(method, API).with_body(Body::text());
        assert_eq!(thrown(request), Reason::BodyNotAllowed);
    }
}

#[test]
fn no_cors_wants_a_safelisted_method_and_no_stream() {
    let no_cors = |method| FetchRequest::new(method, API).with_mode(RequestMode::NoCors);
    assert_eq!(thrown(no_cors("PUT")), Reason::MethodNotForNoCors);
    assert_eq!(thrown(no_cors("POST").with_body(Body::Stream)), Reason::StreamNotAllowed);
}

#[test]
fn forbidden_request_headers_are_dropped() {
    let names = [
        "Host",
        "Origin",
        "Cookie",
        "Referer",
        "Connection",
        "Content-Length",
        "Date",
        "DNT",
        "TE",
        "Via",
        "Sec-Fetch-Site",
        "Sec-Anything",
        "Proxy-Authorization",
        "Access-Control-Request-Method",
    ];
    for name in names {
        let trace = Lab::new().fetch(get().with_header(name, "evil"), granting(&[]));
        assert_eq!(trace.methods(), ["GET"], "{name}");
        assert!(trace.sent[0].headers.iter().all(|(_, value)| value != "evil"), "{name}");
    }
}

#[test]
fn method_overrides_are_dropped_where_they_name_a_forbidden_method() {
    for name in ["X-HTTP-Method-Override", "x-http-method", "X-Method-Override"] {
        for (value, is_dropped) in [
            ("TRACE", true),
            ("GET, track", true),
            ("connect,PUT", true),
            ("PUT", false),
            ("TRACER", false),
            ("\"a, TRACE ,b\"", false),
            ("\"a\\\"\",TRACE", true),
        ] {
            let trace = Lab::new().fetch(get().with_header(name, value), mirroring);
            assert_eq!(trace.preflights() == 0, is_dropped, "{name}: {value}");
        }
    }
    assert_eq!(Lab::new().fetch(get().with_header("x-method", "TRACE"), mirroring).preflights(), 1);
}

#[test]
fn no_cors_drops_what_a_form_could_not_send() {
    let request = FetchRequest::new("POST", API)
        .with_mode(RequestMode::NoCors)
        .with_header("X-A", "1")
        .with_header("Range", "bytes=0-5")
        .with_header("Content-Type", "application/json")
        .with_header("Content-Type", "text/plain")
        .with_header("Accept-Language", "de");
    let trace = Lab::new().fetch(request, |_| answer(200, &[]));
    let sent = &trace.sent[0];
    assert_eq!((sent.header("x-a"), sent.header("range")), (None, None));
    assert_eq!(sent.header("content-type"), Some("text/plain"));
    assert_eq!(sent.header("accept-language"), Some("de"));
}

#[test]
fn no_cors_judges_a_line_together_with_those_before_it() {
    let request = get()
        .with_mode(RequestMode::NoCors)
        .with_header("Accept", "a".repeat(100))
        .with_header("Accept", "b".repeat(27));
    let trace = Lab::new().fetch(request, |_| answer(200, &[]));
    assert_eq!(trace.sent[0].headers.iter().filter(|(name, _)| name == "Accept").count(), 1);
}

#[test]
fn a_blob_type_that_no_cors_does_not_send_is_dropped() {
    let body = Body::Bytes { content_type: Some("application/json".to_owned()) };
    let request = FetchRequest::new("POST", API).with_mode(RequestMode::NoCors).with_body(body);
    let trace = Lab::new().fetch(request, |_| answer(200, &[]));
    assert_eq!(trace.header(0, "content-type"), None);
    assert!(trace.sent[0].sends_body);
}
