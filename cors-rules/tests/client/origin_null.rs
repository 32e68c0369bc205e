//! Pages with an opaque origin: sandboxed frames, `data:` documents.

use cors_rules::client::*;

use crate::lab::*;

#[test]
fn it_is_sent_as_null() {
    let trace = Lab::with_page("null").fetch(put(), mirroring);
    assert_eq!(trace.header(0, "origin"), Some("null"));
    assert_eq!(trace.header(1, "origin"), Some("null"));
    assert!(trace.outcome.readable().is_some());
}

#[test]
fn null_and_star_allow_it() {
    for value in ["null", "*"] {
        let trace = Lab::with_page("null").fetch(get(), |_| answer(200, &[(ALLOW_ORIGIN, value)]));
        assert!(trace.outcome.readable().is_some(), "{value}");
    }
    let headers = [(ALLOW_ORIGIN, "null"), (ALLOW_CREDENTIALS, "true")];
    let trace = Lab::with_page("null").fetch(get().with_credentials(), |_| answer(200, &headers));
    assert!(trace.outcome.readable().is_some());
}

#[test]
fn nothing_else_allows_it() {
    for value in ["Null", "NULL", "\"null\"", "null, null", "", PAGE] {
        let trace = Lab::with_page("null").fetch(get(), |_| answer(200, &[(ALLOW_ORIGIN, value)]));
        assert!(trace.outcome.blocked().is_some(), "{value}");
    }
}

#[test]
fn null_allows_no_other_page() {
    let trace = Lab::new().fetch(get(), |_| answer(200, &[(ALLOW_ORIGIN, "null")]));
    assert_eq!(*trace.reason(), Reason::AllowOriginMismatch { value: "null".into() });
}

#[test]
fn it_is_the_same_origin_as_nothing() {
    let request = get().with_mode(RequestMode::SameOrigin);
    assert_eq!(
        *Lab::with_page("null").fetch(request, granting(&[])).reason(),
        Reason::OtherOriginNotAllowed
    );
    let trace = Lab::with_page("null").fetch(get(), |_| answer(200, &[]));
    assert_eq!(*trace.reason(), Reason::AllowOriginMissing);
}

#[test]
fn two_opaque_pages_share_the_cache_of_null() {
    let mut lab = Lab::with_page("null");
    assert_eq!(lab.fetch(put(), mirroring).preflights(), 1);
    assert_eq!(lab.fetch(put(), mirroring).preflights(), 0);
}

#[test]
fn only_what_a_browser_serialises_is_a_page_origin() {
    for text in [
        "",
        "https://page.example/",
        "https://page.example:443",
        "HTTPS://page.example",
        "page.example",
        "*",
    ] {
        assert_eq!(PageOrigin::parse(text), None, "{text}");
    }
    assert_eq!(PageOrigin::opaque().serialized(), "null");
}
