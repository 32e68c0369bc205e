//! What a preflight response must look like: status, methods and headers, and the grammar of their
//! lists.

use cors_rules::client::*;

use crate::lab::*;

/// How a fetch ends when its preflight is answered with these header lines.
fn fetch(request: FetchRequest, preflight: &[(&str, &str)]) -> Trace {
    Lab::new().fetch(request, granting(preflight))
}

#[test]
fn every_ok_status_will_do() {
    for status in [200, 201, 204, 206, 226, 299] {
        let trace = Lab::new().fetch(put(), |request| {
            answer(
                if request.is_preflight { status } else { 200 },
                &[(ALLOW_ORIGIN, "*"), (ALLOW_METHODS, "PUT")],
            )
        });
        assert!(trace.outcome.readable().is_some(), "{status}");
    }
}

#[test]
fn no_other_status_will_do() {
    for status in [199, 300, 304, 400, 401, 403, 404, 405, 500, 503] {
        let headers = [(ALLOW_ORIGIN, "*"), (ALLOW_METHODS, "PUT")];
        let trace = Lab::new().fetch(put(), |_| answer(status, &headers));
        assert_eq!(*trace.reason(), Reason::PreflightStatus { status });
    }
}

#[test]
fn a_redirect_is_refused() {
    for status in [301, 302, 303, 307, 308] {
        let headers = [(ALLOW_ORIGIN, "*"), (ALLOW_METHODS, "PUT"), ("Location", API)];
        let trace = Lab::new().fetch(put(), |_| answer(status, &headers));
        assert_eq!(
            (trace.methods(), trace.reason()),
            (vec!["OPTIONS"], &Reason::PreflightRedirect)
        );
    }
}

#[test]
fn the_origin_is_judged_before_the_status() {
    let trace = Lab::new().fetch(put(), |_| answer(500, &[]));
    assert_eq!(*trace.reason(), Reason::AllowOriginMissing);
}

#[test]
fn safelisted_methods_need_no_listing() {
    for method in ["GET", "HEAD", "POST"] {
        let request = FetchRequest::new(method, API).with_header("x-a", "1");
        assert!(fetch(request.clone(), &[(ALLOW_HEADERS, "x-a")]).outcome.readable().is_some());
        let unrelated = [(ALLOW_HEADERS, "x-a"), (ALLOW_METHODS, "PUT")];
        assert!(fetch(request, &unrelated).outcome.readable().is_some(), "{method}");
    }
}

#[test]
fn a_method_must_be_listed() {
    let lacks = Reason::MethodNotAllowed { method: "PUT".into() };
    assert_eq!(*fetch(put(), &[]).reason(), lacks);
    assert_eq!(*fetch(put(), &[(ALLOW_METHODS, "")]).reason(), lacks);
    assert_eq!(*fetch(put(), &[(ALLOW_METHODS, "GET, DELETE")]).reason(), lacks);
}

#[test]
fn lists_may_have_empty_elements_and_blanks_and_several_lines() {
    for lines in
        [&[",PUT"][..], &["PUT,"], &["GET,,PUT"], &["GET \t,\t PUT"], &["GET", "PUT"], &["", "PUT"]]
    {
        let headers: Vec<_> = lines.iter().map(|line| (ALLOW_METHODS, *line)).collect();
        assert!(fetch(put(), &headers).outcome.readable().is_some(), "{lines:?}");
        let headers: Vec<_> = lines.iter().map(|line| (ALLOW_HEADERS, *line)).collect();
        let request = get().with_header("Put", "1");
        assert!(fetch(request, &headers).outcome.readable().is_some(), "{lines:?}");
    }
}

#[test]
fn one_bad_token_voids_allow_methods_even_for_get() {
    for value in ["PUT, (", "PUT;GET", "\"PUT\"", "PUT GET", "PUT/", "PUT, é"] {
        for method in ["PUT", "GET", "HEAD", "POST"] {
            let request = FetchRequest::new(method, API).with_header("x-a", "1");
            let trace = fetch(request, &[(ALLOW_HEADERS, "x-a"), (ALLOW_METHODS, value)]);
            assert!(
                matches!(trace.reason(), Reason::AllowMethodsMalformed { .. }),
                "{method} {value}"
            );
        }
    }
}

#[test]
fn one_bad_token_voids_allow_headers_even_if_none_is_needed() {
    for value in ["x-a, b@d", "x-custom;", "\"x-a\"", "x-a x-b", "x-a:"] {
        for request in [put(), put().with_header("x-a", "1")] {
            let trace = fetch(request, &[(ALLOW_METHODS, "PUT"), (ALLOW_HEADERS, value)]);
            assert!(matches!(trace.reason(), Reason::AllowHeadersMalformed { .. }), "{value}");
        }
    }
    let second_line = [(ALLOW_METHODS, "PUT"), (ALLOW_HEADERS, "x-a"), (ALLOW_HEADERS, "?")];
    assert_eq!(
        *fetch(put(), &second_line).reason(),
        Reason::AllowHeadersMalformed { element: "?".into() }
    );
}

#[test]
fn header_names_compare_without_case() {
    let request = get().with_header("X-Custom", "1");
    for value in ["x-custom", "X-CUSTOM", "a, X-Custom"] {
        assert!(fetch(request.clone(), &[(ALLOW_HEADERS, value)]).outcome.readable().is_some());
    }
    let lacks = Reason::HeaderNotAllowed { name: "x-custom".into() };
    assert_eq!(*fetch(request.clone(), &[]).reason(), lacks);
    assert_eq!(*fetch(request, &[(ALLOW_HEADERS, "x-customer")]).reason(), lacks);
}

#[test]
fn every_unsafe_header_must_be_listed() {
    let request = get().with_header("x-b", "1").with_header("x-a", "1").with_header("accept", "(");
    let granted = |value| fetch(request.clone(), &[(ALLOW_HEADERS, value)]);
    assert!(granted("x-a,x-b,accept").outcome.readable().is_some());
    assert_eq!(*granted("x-a,x-b").reason(), Reason::HeaderNotAllowed { name: "accept".into() });
    assert_eq!(*granted("accept").reason(), Reason::HeaderNotAllowed { name: "x-a".into() });
}

#[test]
fn the_method_is_judged_before_the_headers() {
    let trace = fetch(put().with_header("x-a", "1"), &[]);
    assert_eq!(*trace.reason(), Reason::MethodNotAllowed { method: "PUT".into() });
}
