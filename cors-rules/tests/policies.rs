//! What a checked policy holds: header texts, fields, literals in constants, sources of run time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drafts;
mod requests;

use cors_rules::{
    Decision, Grant, Headers, Matched, Methods, Names, OriginList, OriginPattern,
    OriginRequirements, OriginSource, Origins, Policy, PortPattern, PreflightGrant, Summary, check,
};
use requests::{PLAIN, ask_actual, ask_preflight, listed, policy};
use serde_json::{Value, json};

#[test]
fn header_texts_are_as_written() {
    let texts = |draft: Value| {
        let texts = check(&drafts::read_draft(&draft)).texts;
        [texts.allow_methods, texts.allow_headers, texts.expose_headers, texts.max_age]
    };
    let some = |text: &str| Some(text.to_owned());
    let origins = json!(["https://a.example"]);
    let written = json!({
        "origins": origins, "methods": ["put", "GET", "PUT", "chicken"], "headers": ["X-Name", "content-type", "x-name"],
        "expose": ["ETag", "name"], "max_age": "10m"
    });
    let expected =
        [some("PUT, GET, chicken"), some("x-name, content-type"), some("etag, name"), some("600")];
    assert_eq!(texts(written), expected);
    let any = |credentials: bool| json!({"origins": origins, "methods": "any", "headers": ["*", "x-a"], "max_age": 0, "credentials": credentials});
    assert_eq!(texts(any(false)), [some("*"), some("*"), None, some("0")]);
    assert_eq!(texts(any(true)), [some("*"), some("*"), None, some("0")]);
    let authorization =
        json!({"origins": "any", "headers": ["Authorization", "*"], "expose": "any"});
    assert_eq!(texts(authorization), [None, some("*,authorization"), some("*"), None]);
    assert_eq!(
        texts(json!({"origins": origins, "methods": [], "headers": []})),
        [None, None, None, None]
    );
    let route = json!({"origins": origins, "route": ["GET", "PUT", "TRACE"]});
    assert_eq!(texts(route)[0], some("GET, PUT"));
}

#[test]
fn the_policy_holds_what_the_draft_says() {
    let policy = policy(&json!({
        "origins": ["http://localhost:*"], "credentials": true, "expose": ["name"], "preflight_status": 200,
        "max_age": "2h", "route": ["PUT", "CONNECT"]
    }));
    assert!(policy.credentials && policy.exposes && !policy.disabled && !policy.reject_unlisted);
    assert_eq!((policy.preflight_status, policy.max_age), (200, Some(7200)));
    assert_eq!(policy.methods, Methods::List(Names::sorted(["PUT"])));
    assert_eq!(policy.headers, Headers::List(Names::EMPTY));
    assert_eq!(policy.summary, Summary::NONE);
    let summary = requests::policy(&json!({
        "origins": ["http://*.com"], "credentials": true, "dangerous": ["insecure_origins", "public_suffixes"]
    }))
    .summary;
    assert!(summary.insecure_origin && summary.public_suffix);
    assert!(summary.insecure_allowed && summary.public_suffix_allowed);
    assert!(!summary.insecure_origin_with_credentials(true));
}

/// A policy of lists that were put in order before, as the macros write them into programs, decides
/// like one that was checked here.
#[test]
fn lists_in_order_decide_like_checked_ones() {
    let families =
        vec![OriginPattern::literal("https", "b.example", true, PortPattern::Exact(None))];
    let exact = Names::from_sorted(&["https://a.example"]);
    let policy = Policy {
        origins: Origins::List(OriginList::from_sorted(exact, families)),
        methods: Methods::List(Names::from_sorted(&["PUT"])),
        headers: Headers::List(Names::from_sorted(&["x-name"])),
        ..listed()
    };
    let (Origins::List(left), Origins::List(right)) = (&policy.origins, &listed().origins) else {
        panic!("two lists")
    };
    assert_eq!(left, right);
    let granted = ask_preflight(&policy, "https://x.b.example", "PUT", &["X-Name"]);
    let expected = PreflightGrant { origin: Matched::Pattern, headers_requested: true, ..PLAIN };
    assert_eq!(granted, Ok(expected));
}

#[test]
fn a_source_of_run_time_decides_for_itself() {
    struct Everybody;
    impl OriginSource for Everybody {
        fn find(&self, _: &[u8], _: OriginRequirements) -> Option<Matched> {
            Some(Matched::Any)
        }
        fn is_any(&self) -> bool {
            true
        }
    }
    static SOURCE: Everybody = Everybody;
    let policy = Policy { origins: Origins::Source(&SOURCE), ..listed() };
    let granted = Decision::Actual(Ok(Grant { origin: Matched::Any }));
    assert_eq!(ask_actual(&policy, &["anything"]), granted);
}
