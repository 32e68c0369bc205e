//! Which response headers a script sees.

use cors_rules::client::*;

use crate::lab::*;

/// The names that a script sees of a response with these headers, beside an allowed origin.
fn visible(headers: &[(&str, &str)]) -> Vec<String> {
    let all = [&[(ALLOW_ORIGIN, "*")], headers].concat();
    let trace = Lab::new().fetch(get(), |_| answer(200, &all));
    trace.readable().headers.iter().map(|(name, _)| name.clone()).collect()
}

#[test]
fn the_seven_safelisted_names_are_always_visible() {
    let names = [
        "Cache-Control",
        "Content-Language",
        "Content-Length",
        "Content-Type",
        "Expires",
        "Last-Modified",
        "Pragma",
    ];
    let headers: Vec<_> = names.iter().map(|name| (*name, "1")).collect();
    assert_eq!(visible(&headers), names);
}

#[test]
fn others_are_not() {
    let headers = [
        ("X-A", "1"),
        ("Date", "2"),
        ("ETag", "3"),
        ("Server", "4"),
        ("Location", "5"),
        ("Vary", "6"),
    ];
    assert!(visible(&headers).is_empty());
}

#[test]
fn exposed_names_are_in_any_case_and_on_any_line() {
    let headers = [
        (EXPOSE, "x-a,, X-B ,"),
        (EXPOSE, "X-C"),
        ("X-A", "1"),
        ("x-b", "2"),
        ("X-C", "3"),
        ("X-D", "4"),
    ];
    assert_eq!(visible(&headers), ["X-A", "x-b", "X-C"]);
}

#[test]
fn one_bad_token_exposes_nothing_extra() {
    for value in ["x-a, b@d", "x-a;", "\"x-a\"", "x-a x-b", "x-a, *, ("] {
        let headers = [(EXPOSE, value), ("X-A", "1"), ("Content-Type", "2")];
        assert_eq!(visible(&headers), ["Content-Type"], "{value}");
    }
    let second_line = [(EXPOSE, "x-a"), (EXPOSE, "b d"), ("X-A", "1")];
    assert!(visible(&second_line).is_empty());
}

#[test]
fn star_exposes_everything_even_allow_origin() {
    let headers = [(EXPOSE, "*"), ("X-A", "1"), ("Server", "2")];
    assert_eq!(visible(&headers), [ALLOW_ORIGIN, EXPOSE, "X-A", "Server"]);
}

#[test]
fn set_cookie_is_never_visible() {
    for expose in ["*", "set-cookie, set-cookie2", "Set-Cookie"] {
        let headers = [(EXPOSE, expose), ("Set-Cookie", "a=b"), ("Set-Cookie2", "c=d")];
        let names = visible(&headers);
        assert!(!names.iter().any(|name| name.starts_with("Set-Cookie")), "{names:?}");
    }
}

#[test]
fn several_lines_read_as_one() {
    let headers = [(ALLOW_ORIGIN, "*"), (EXPOSE, "x-a"), ("X-A", "1"), ("x-a", " 2 ")];
    let trace = Lab::new().fetch(get(), |_| answer(200, &headers));
    assert_eq!(trace.readable().header("X-A").as_deref(), Some("1, 2"));
    assert_eq!(trace.readable().header("x-b"), None);
}

#[test]
fn names_compare_without_case_in_the_public_function() {
    let headers = vec![(EXPOSE.to_owned(), "X-A, *".to_owned()), ("Y".to_owned(), "1".to_owned())];
    assert_eq!(exposed_header_names(&headers, true, Profile::Standard), ["x-a", "*"]);
    assert_eq!(
        exposed_header_names(&headers, false, Profile::Standard),
        ["access-control-expose-headers", "y"]
    );
}
