//! What the builder takes: the types that an application has, each of which says the same.

use std::borrow::Cow;
use std::time::Duration;

use actix_web::http::{Method, header};
use cors_runtime::{MaxAge, Policy, PolicyBuilder};

use crate::form::written;

fn listed() -> PolicyBuilder {
    Policy::builder().origins(["https://a.example"])
}

/// The policy, as it would be written.
fn said(builder: PolicyBuilder) -> String {
    written(&builder.build().expect("accepted"))
}

fn with_age(age: impl Into<MaxAge>) -> String {
    said(listed().max_age(age))
}

/// Code, message and help of the one problem.
fn refused(builder: PolicyBuilder) -> (&'static str, String, String) {
    let error = builder.build().expect_err("refused");
    let mut issues = error.issues();
    let issue = issues.next().expect("an issue");
    assert!(issues.next().is_none(), "{error}");
    (issue.code(), issue.message().to_owned(), issue.help().to_owned())
}

#[test]
fn an_age_has_every_type_that_seconds_have() {
    let expected = r#"{"origins":["https://a.example"],"max_age":600}"#;
    assert_eq!(said(listed().max_age(600)), expected);
    for age in [
        with_age(600_u16),
        with_age(600_u32),
        with_age(600_u64),
        with_age(600_usize),
        with_age(600_i32),
        with_age(600_i64),
        with_age(Duration::from_secs(600)),
        with_age("10m"),
        with_age("600"),
        with_age("10m".to_owned()),
        with_age(Some(600)),
        with_age(Some(Duration::from_secs(600))),
        with_age(Some("10m")),
        with_age(Some(Some(600))),
        with_age(MaxAge::from(600)),
    ] {
        assert_eq!(age, expected);
    }
    let absent = r#"{"origins":["https://a.example"]}"#;
    assert_eq!(with_age(None::<u32>), absent);
    assert_eq!(with_age(None::<Duration>), absent);
    assert_eq!(with_age(Some(None::<u64>)), absent);
    assert_eq!(with_age(Duration::ZERO), r#"{"origins":["https://a.example"],"max_age":0}"#);
}

#[test]
fn an_age_that_is_none_is_refused_and_never_rounded() {
    let too_large = |number: &str| {
        let message = format!("`{number}` is too large (at most 2147483647)");
        let help = "no browser keeps it longer than a day, `.max_age(86400)`";
        ("max_age_invalid", message, help.to_owned())
    };
    assert_eq!(refused(listed().max_age(u32::MAX)), too_large("4294967295"));
    assert_eq!(refused(listed().max_age(u64::MAX)), too_large("18446744073709551615"));
    assert_eq!(refused(listed().max_age("4294967296")), too_large("4294967296"));
    assert_eq!(refused(listed().max_age(Duration::MAX)), too_large("18446744073709551615"));
    assert_eq!(refused(listed().max_age(Some(u64::MAX))), too_large("18446744073709551615"));
    for (builder, message, help) in [
        (listed().max_age(-1), "`-1` is negative", "write `.max_age(0)` to turn the cache off"),
        (listed().max_age("-1"), "`-1` is negative", "write `.max_age(0)` to turn the cache off"),
        (
            listed().max_age(i64::MIN),
            "`-9223372036854775808` is negative",
            "an age is a number of seconds, for example `.max_age(600)`",
        ),
        (
            listed().max_age(Duration::from_millis(1_500)),
            "`1.5s` has a fraction of a second",
            "write `.max_age(2)` or `.max_age(1)`",
        ),
        // The whole second below turns the cache off, which nobody means who writes this.
        (
            listed().max_age(Duration::from_nanos(1)),
            "`1ns` has a fraction of a second",
            "write `.max_age(1)`",
        ),
        (
            listed().max_age("soon"),
            "`soon` is not a duration",
            "an age is seconds, or one number with a unit: `\"30s\"`, `\"10m\"`, `\"2h\"`, `\"1d\"`",
        ),
        (
            listed().max_age(""),
            "a maximum age is empty",
            "an age is seconds, or one number with a unit: `\"30s\"`, `\"10m\"`, `\"2h\"`, `\"1d\"`",
        ),
    ] {
        let (code, said, helped) = refused(builder);
        assert_eq!((code, said.as_str(), helped.as_str()), ("max_age_invalid", message, help));
    }
}

#[test]
// People write the reference.
#[allow(clippy::needless_borrows_for_generic_args)]
fn methods_and_headers_are_texts_or_the_types_of_actix_web() {
    let expected = r#"{"origins":["https://a.example"],"methods":["PUT","PURGE"]}"#;
    let purge = Method::from_bytes(b"PURGE").unwrap();
    let texts = ["PUT".to_owned(), "PURGE".to_owned()];
    for builder in [
        listed().methods([Method::PUT, purge.clone()]),
        listed().methods(&[Method::PUT, purge.clone()]),
        listed().methods(vec![Method::PUT, purge]),
        listed().methods(["PUT", "PURGE"]),
        listed().methods(&["PUT", "PURGE"]),
        listed().methods(texts.clone()),
        listed().methods(&texts),
        listed().methods(texts.as_slice()),
        listed().methods(texts.to_vec()),
        listed().methods(texts.iter().map(String::as_str)),
        listed().methods(texts.iter().map(|text| Cow::from(text.as_str()))),
        listed().methods(texts.map(String::into_boxed_str)),
    ] {
        assert_eq!(said(builder), expected);
    }
    let names = [header::AUTHORIZATION, header::IF_MATCH];
    let expected = r#"{"origins":["https://a.example"],"headers":["if-match","authorization"]}"#;
    assert_eq!(said(listed().headers(names.clone())), expected);
    assert_eq!(said(listed().headers(&names)), expected);
    assert_eq!(said(listed().headers(names.iter().map(header::HeaderName::as_str))), expected);
    let expected = r#"{"origins":["https://a.example"],"expose":["etag","link"]}"#;
    assert_eq!(said(listed().expose([header::ETAG, header::LINK])), expected);
    assert_eq!(said(listed().expose(["etag", "link"])), expected);
    let nothing: [Method; 0] = [];
    assert_eq!(said(listed().methods(nothing)), said(listed().methods([""; 0])));
}

/// What a type lets through is held to the rules all the same.
#[test]
fn the_types_of_actix_web_are_held_to_the_rules() {
    assert_eq!(refused(listed().methods([Method::TRACE])).0, "method_forbidden");
    assert_eq!(refused(listed().headers([header::COOKIE])).0, "header_forbidden");
    assert_eq!(refused(listed().expose([header::SET_COOKIE])).0, "expose_forbidden");
    let origin = header::ACCESS_CONTROL_ALLOW_ORIGIN;
    assert_eq!(refused(listed().headers([origin])).0, "header_is_response_header");
}

#[test]
fn every_header_and_authorization_are_one_call() {
    let called = listed().any_header_and_authorization().build().unwrap();
    assert_eq!(called, listed().headers(["*", "authorization"]).build().unwrap());
    assert_ne!(called, listed().any_header().build().unwrap());
}

#[test]
fn a_star_beside_origins_says_which_to_keep() {
    let beside = |more: &[&str]| {
        let origins = ["*", "https://a.example"].iter().chain(more).copied();
        refused(Policy::builder().origins(origins))
    };
    let help = "keep `.any_origin()` alone for everybody, or remove `\"*\"`";
    let (code, message, helped) = beside(&[]);
    assert_eq!((code, helped.as_str()), ("any_origin_with_list", help));
    assert_eq!(message, "`*` is every origin, and stands beside 1 origin");
    let (_, message, _) = beside(&["https://*.b.example"]);
    assert_eq!(message, "`*` is every origin, and stands beside 2 origins");
}
