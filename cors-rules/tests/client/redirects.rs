//! Redirects: tainting of the origin, credentials in URLs, and what changes on the way.

use cors_rules::client::*;

use crate::lab::*;

pub(crate) const A: &str = "https://a.example/start";
pub(crate) const B: &str = "https://b.example/end";

/// A server that answers the first URL with a redirect, and allows whatever origin it is sent.
pub(crate) fn redirecting<'a>(
    status: u16,
    from: &'a str,
    to: &'a str,
) -> impl Fn(&HttpRequest) -> HttpResponse + 'a {
    move |request| {
        if request.is_preflight || request.url != from {
            return mirroring(request);
        }
        let origin = request.header("origin").unwrap_or("none").to_owned();
        answer(status, &[(ALLOW_ORIGIN, &origin), (ALLOW_CREDENTIALS, "true"), ("Location", to)])
    }
}

fn origins(trace: &Trace) -> Vec<Option<&str>> {
    trace.sent.iter().map(|request| request.header("origin")).collect()
}

#[test]
fn the_origin_stays_on_the_way_from_home_to_abroad() {
    let home = "https://page.example/start";
    let trace = Lab::new().fetch(FetchRequest::new("GET", home), redirecting(302, home, B));
    assert_eq!(origins(&trace), [None, Some(PAGE)]);
    assert_eq!(trace.readable().kind, ResponseKind::Cors);
    assert!(trace.readable().redirected);
    assert_eq!(trace.readable().url, B);
}

#[test]
fn the_origin_stays_within_one_foreign_origin() {
    let trace = Lab::new().fetch(FetchRequest::new("GET", A), redirecting(302, A, "/end"));
    assert_eq!(origins(&trace), [Some(PAGE), Some(PAGE)]);
    assert_eq!(trace.readable().url, "https://a.example/end");
}

#[test]
fn the_origin_becomes_null_from_one_foreign_origin_to_another() {
    let trace = Lab::new().fetch(FetchRequest::new("GET", A), redirecting(302, A, B));
    assert_eq!(origins(&trace), [Some(PAGE), Some("null")]);
    assert!(trace.outcome.readable().is_some());
}

#[test]
fn after_that_the_page_itself_is_not_allowed_any_more() {
    let server = |request: &HttpRequest| {
        let location = if request.url == A { B } else { "" };
        let headers = [(ALLOW_ORIGIN, PAGE), ("Location", location)];
        answer(if request.url == A { 302 } else { 200 }, &headers)
    };
    let trace = Lab::new().fetch(FetchRequest::new("GET", A), server);
    let blocked = trace.outcome.blocked().unwrap();
    assert_eq!(blocked.reason, Reason::AllowOriginMismatch { value: PAGE.into() });
    assert_eq!((blocked.initial_url.as_str(), blocked.url.as_str()), (A, B));
}

#[test]
fn the_way_back_home_is_tainted_too() {
    let home = "https://page.example/end";
    let trace = Lab::new().fetch(FetchRequest::new("GET", A), redirecting(302, A, home));
    assert_eq!(origins(&trace), [Some(PAGE), Some("null")]);
    assert_eq!(trace.readable().kind, ResponseKind::Cors);
    let trace = Lab::new().fetch(FetchRequest::new("GET", A), |request| {
        if request.url == A { redirecting(302, A, home)(request) } else { answer(200, &[]) }
    });
    assert_eq!(*trace.reason(), Reason::AllowOriginMissing);
}

#[test]
fn the_way_back_home_is_preflighted() {
    let home = "https://page.example/end";
    let trace = Lab::new().fetch(FetchRequest::new("PUT", A), redirecting(307, A, home));
    assert_eq!(trace.methods(), ["OPTIONS", "PUT", "OPTIONS", "PUT"]);
}

#[test]
fn the_target_inherits_the_fragment() {
    // Without a tuple origin the redirect taints nothing, so both fetches share a cache key.
    let mut lab = Lab::with_page("null");
    let start = FetchRequest::new("PUT", format!("{A}#part"));
    assert_eq!(lab.fetch(start, redirecting(307, A, B)).preflights(), 2);
    for (url, expected) in [(format!("{B}#part"), 0), (B.to_owned(), 1)] {
        assert_eq!(lab.fetch(FetchRequest::new("PUT", url), mirroring).preflights(), expected);
    }
}

#[test]
fn once_null_it_stays_null() {
    let third = "https://page.example/third";
    let trace =
        Lab::new().fetch(FetchRequest::new("GET", A), |request| match request.url.as_str() {
            A => redirecting(302, A, B)(request),
            _ => redirecting(302, B, third)(request),
        });
    assert_eq!(origins(&trace), [Some(PAGE), Some("null"), Some("null")]);
}

#[test]
fn the_redirect_itself_must_pass_the_cors_check() {
    let trace = Lab::new().fetch(FetchRequest::new("GET", A), |_| answer(302, &[("Location", B)]));
    let blocked = trace.outcome.blocked().unwrap();
    assert_eq!((&blocked.reason, blocked.at), (&Reason::AllowOriginMissing, Stage::Redirect));
    assert_eq!(trace.methods(), ["GET"]);
}

#[test]
fn credentials_in_the_target_are_refused_abroad() {
    for to in [
        "https://user@b.example/",
        "https://user:pass@b.example/",
        "https://:pass@a.example/",
        "//u:p@page.example/",
    ] {
        let trace = Lab::new().fetch(FetchRequest::new("GET", A), redirecting(302, A, to));
        assert!(matches!(trace.reason(), Reason::RedirectHasCredentials { .. }), "{to}");
    }
    let home = "https://page.example/start";
    let trace = Lab::new()
        .fetch(FetchRequest::new("GET", home), redirecting(302, home, "//u:p@b.example/"));
    assert!(matches!(trace.reason(), Reason::RedirectHasCredentials { .. }));
}

#[test]
fn credentials_in_the_target_are_fine_at_home() {
    let home = "https://page.example/start";
    let trace = Lab::new()
        .fetch(FetchRequest::new("GET", home), redirecting(302, home, "//u:p@page.example/"));
    assert_eq!(trace.readable().kind, ResponseKind::Basic);
}

#[test]
fn twenty_redirects_are_followed_and_no_more() {
    let after = |redirects: usize| {
        let mut count = 0;
        Lab::new().fetch(FetchRequest::new("GET", A), |_| {
            count += 1;
            answer(
                if count <= redirects { 302 } else { 200 },
                &[(ALLOW_ORIGIN, "*"), ("Location", "/next")],
            )
        })
    };
    assert!(after(20).outcome.readable().is_some());
    let trace = after(21);
    assert_eq!((trace.sent.len(), trace.reason()), (21, &Reason::TooManyRedirects));
}

#[test]
fn other_schemes_and_broken_urls_are_refused() {
    for to in ["data:text/plain,x", "file:///x", "ftp://b.example/"] {
        let trace = Lab::new().fetch(FetchRequest::new("GET", A), redirecting(302, A, to));
        assert!(matches!(trace.reason(), Reason::RedirectScheme { .. }), "{to}");
    }
    let trace = Lab::new().fetch(FetchRequest::new("GET", A), redirecting(302, A, "https://:bad"));
    assert_eq!(*trace.reason(), Reason::RedirectUrlInvalid);
    let twice = [(ALLOW_ORIGIN, "*"), ("Location", B), ("Location", B)];
    let trace = Lab::new().fetch(FetchRequest::new("GET", A), |_| answer(302, &twice));
    assert_eq!(*trace.reason(), Reason::RedirectUrlInvalid);
}

#[test]
fn without_location_the_redirect_is_the_answer() {
    let trace =
        Lab::new().fetch(FetchRequest::new("GET", A), |_| answer(302, &[(ALLOW_ORIGIN, "*")]));
    assert_eq!(trace.readable().status, 302);
    let trace = Lab::new().fetch(FetchRequest::new("GET", A), |_| {
        answer(300, &[(ALLOW_ORIGIN, "*"), ("Location", B)])
    });
    assert_eq!(trace.readable().status, 300, "300 is no redirect status");
}

#[test]
fn method_and_body_change_as_the_status_says() {
    for (method, status, expected) in [
        ("POST", 301, "GET"),
        ("POST", 302, "GET"),
        ("POST", 303, "GET"),
        ("POST", 307, "POST"),
        ("POST", 308, "POST"),
        ("PUT", 301, "PUT"),
        ("PUT", 302, "PUT"),
        ("PUT", 303, "GET"),
        ("PUT", 307, "PUT"),
    ] {
        let request = FetchRequest::new(method, A).with_body(Body::text());
        let trace = Lab::new().fetch(request, redirecting(status, A, B));
        let last = trace.sent.last().unwrap();
        assert_eq!(last.method, expected, "{method} {status}");
        assert_eq!(last.sends_body, expected != "GET", "{method} {status}");
        assert_eq!(last.header("content-type").is_some(), expected != "GET", "{method} {status}");
    }
    let trace = Lab::new().fetch(FetchRequest::new("HEAD", A), redirecting(303, A, B));
    assert_eq!(trace.methods(), ["HEAD", "HEAD"]);
}

#[test]
fn a_preflight_is_needed_again_at_the_target() {
    let request = FetchRequest::new("PUT", A).with_header("x-a", "1");
    let trace = Lab::new().fetch(request, redirecting(307, A, B));
    assert_eq!(trace.methods(), ["OPTIONS", "PUT", "OPTIONS", "PUT"]);
    assert_eq!(origins(&trace), [Some(PAGE), Some(PAGE), Some("null"), Some("null")]);
    assert_eq!(trace.header(2, "access-control-request-headers"), Some("x-a"));
}

#[test]
fn no_preflight_at_the_target_once_it_is_a_plain_get() {
    let request = FetchRequest::new("PUT", A)
        .with_header("content-type", "application/json")
        .with_body(Body::text());
    let trace = Lab::new().fetch(request, redirecting(303, A, B));
    assert_eq!(trace.methods(), ["OPTIONS", "PUT", "GET"]);
}

#[test]
fn a_preflight_refused_at_the_target_blocks() {
    let trace = Lab::new().fetch(FetchRequest::new("PUT", A), |request| {
        if request.url == A { redirecting(307, A, B)(request) } else { answer(403, &[]) }
    });
    let blocked = trace.outcome.blocked().unwrap();
    assert_eq!(trace.methods(), ["OPTIONS", "PUT", "OPTIONS"]);
    assert_eq!((blocked.at, blocked.url.as_str()), (Stage::Preflight, B));
}

#[test]
fn authorization_is_dropped_at_another_origin() {
    let request = |url| FetchRequest::new("GET", url).with_header("Authorization", "1");
    let trace = Lab::new().fetch(request(A), redirecting(302, A, B));
    assert_eq!(trace.methods(), ["OPTIONS", "GET", "GET"]);
    assert_eq!(
        (trace.header(1, "authorization"), trace.header(2, "authorization")),
        (Some("1"), None)
    );
    let trace = Lab::new().fetch(request(A), redirecting(302, A, "https://a.example/end"));
    assert_eq!(trace.sent.last().unwrap().header("authorization"), Some("1"));
}

#[test]
fn same_origin_credentials_stop_at_the_border_and_do_not_come_back() {
    let home = "https://page.example/start";
    let trace =
        Lab::new().fetch(FetchRequest::new("GET", home), |request| match request.url.as_str() {
            url if url == home => answer(302, &[("Location", A)]),
            A => redirecting(302, A, "https://page.example/end")(request),
            _ => mirroring(request),
        });
    assert_eq!(
        trace.sent.iter().map(|sent| sent.with_credentials).collect::<Vec<_>>(),
        [true, false, false]
    );
}

#[test]
fn a_stream_is_not_sent_twice() {
    let request = FetchRequest::new("POST", A).with_body(Body::Stream).over_http2();
    let trace = Lab::new().fetch(request.clone(), redirecting(307, A, B));
    assert_eq!(*trace.reason(), Reason::StreamRedirected);
    let trace = Lab::new().fetch(request, redirecting(303, A, B));
    assert_eq!(trace.sent.last().unwrap().method, "GET");
    assert!(trace.outcome.readable().is_some());
}

#[test]
fn the_cache_of_the_target_is_cleared_when_it_fails() {
    let mut lab = Lab::new();
    assert!(
        lab.fetch(FetchRequest::new("PUT", A), redirecting(307, A, B)).outcome.readable().is_some()
    );
    let cached = lab.cache.len();
    let trace = lab.fetch(FetchRequest::new("PUT", A), |request| {
        if request.url == A { redirecting(307, A, B)(request) } else { answer(200, &[]) }
    });
    assert_eq!((trace.preflights(), trace.outcome.blocked().is_some()), (0, true));
    assert_eq!(lab.cache.len(), cached - 1, "A's entry stays, B's goes");
}
