//! `explain`: the reason of every decision, the value it is about, and what was probably meant.

use cors_runtime::{Difference, Explanation, Policy, Reason, Refusal, explain};
use cors_tests::Ask;

fn policy() -> Policy {
    Policy::builder()
        .origins([
            "https://a.example",
            "http://localhost:3000",
            "https://*.b.example",
            "http://127.0.0.1:*",
            "http://192.168.0.0/16:8080",
            "http://10.0.0.0/8:8080",
            "http://[fd00::/8]:*",
            "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai",
        ])
        .methods(["PUT", "PURGE"])
        .headers(["name", "x-trace"])
        .build()
        .unwrap()
}

fn explained(ask: &Ask) -> Explanation {
    explain(&policy(), &ask.request().to_http_request())
}

#[test]
fn every_decision_has_its_reason() {
    let preflight = || Ask::preflight("https://a.example", "PUT");
    for (ask, reason) in [
        (Ask::new("GET"), Reason::NotCors),
        (Ask::from("https://a.example"), Reason::OriginListed),
        (Ask::from("https://x.b.example"), Reason::OriginCovered),
        (Ask::from("http://api.example").line("Host", "api.example"), Reason::SameOrigin),
        (preflight().headers("name"), Reason::OriginListed),
        (Ask::from(""), Reason::Refused(Refusal::OriginEmpty)),
        (Ask::from("x").line("Origin", "y"), Reason::Refused(Refusal::OriginRepeated)),
        (Ask::from("https://evil.example"), Reason::Refused(Refusal::OriginNotListed)),
        (Ask::preflight("https://a.example", ""), Reason::Refused(Refusal::MethodMalformed)),
        (Ask::preflight("https://a.example", "PATCH"), Reason::Refused(Refusal::MethodNotListed)),
        (preflight().headers("other"), Reason::Refused(Refusal::HeaderNotListed)),
        (preflight().headers("na me"), Reason::Refused(Refusal::HeadersMalformed)),
        (preflight().headers("name,".repeat(1000)), Reason::Refused(Refusal::HeadersTooLong)),
    ] {
        let explanation = explained(&ask);
        assert_eq!(explanation.reason(), reason, "{ask:?}");
        assert_eq!(explanation.is_refused(), matches!(reason, Reason::Refused(_)));
        assert_eq!(
            explanation.is_preflight(),
            !ask.lines("Access-Control-Request-Method").is_empty()
        );
    }
    let public = Policy::builder().any_origin().build().unwrap();
    let asked = Ask::from("https://a.example").request().to_http_request();
    assert_eq!(explain(&public, &asked).reason(), Reason::AnyOrigin);
}

/// A refused origin, what would have been allowed, and the one thing in which they differ.
const NEAR: &[(&str, &str, Difference)] = &[
    ("https://a.example/", "https://a.example", Difference::TrailingSlash),
    ("https://A.example", "https://a.example", Difference::Case),
    ("https://a.example/path?q", "https://a.example", Difference::Path),
    ("http://a.example", "https://a.example", Difference::Scheme),
    ("https://a.example:8443", "https://a.example", Difference::Port),
    ("https://a.example:443", "https://a.example", Difference::Port),
    ("http://localhost:3001", "http://localhost:3000", Difference::Port),
    ("http://localhost", "http://localhost:3000", Difference::Port),
    ("http://x.b.example", "https://x.b.example", Difference::Scheme),
    ("https://x.b.example:1", "https://x.b.example", Difference::Port),
    ("https://b.example", "https://*.b.example", Difference::Subdomain),
    ("https://127.0.0.1:5000", "http://127.0.0.1:5000", Difference::Scheme),
    ("http://192.168.7.7", "http://192.168.0.0/16:8080", Difference::Port),
    ("https://[fd00::1]", "http://[fd00::1]", Difference::Scheme),
    // Of two networks the one that has more of the address.
    ("http://192.169.7.7:8080", "http://192.168.0.0/16:8080", Difference::Address),
    ("http://11.0.0.1:8080", "http://10.0.0.0/8:8080", Difference::Address),
    ("http://[fe00::1]:81", "http://[fd00::/8]:*", Difference::Address),
    (
        "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh",
        "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai",
        Difference::Extension,
    ),
    ("https://a.exmaple", "https://a.example", Difference::Spelling),
];

#[test]
fn the_nearest_origin_is_named_with_the_difference() {
    for (origin, allowed, difference) in NEAR {
        for ask in [Ask::from(origin), Ask::preflight(origin, "PUT")] {
            let explanation = explained(&ask);
            let nearest = explanation.nearest().unwrap_or_else(|| panic!("{origin} is near"));
            assert_eq!(
                (nearest.allowed(), nearest.difference()),
                (*allowed, *difference),
                "{origin}"
            );
            assert_eq!(explanation.value(), Some(*origin));
        }
    }
}

#[test]
fn nothing_is_near_to_a_stranger() {
    for origin in ["https://unrelated.invalid", "null", "*", "://", "https://", "https://[::1]:1"] {
        let explanation = explained(&Ask::from(origin));
        assert_eq!(explanation.nearest(), None, "{origin}: {explanation}");
        assert!(explanation.is_refused());
    }
}

#[test]
fn the_nearest_method_and_header_are_named() {
    let preflight = || Ask::preflight("https://a.example", "PUT");
    for (ask, value, allowed, difference) in [
        (Ask::preflight("https://a.example", "put"), "put", "PUT", Difference::Case),
        (Ask::preflight("https://a.example", "PURG"), "PURG", "PURGE", Difference::Spelling),
        (preflight().headers("name, x-trase"), "x-trase", "x-trace", Difference::Spelling),
    ] {
        let explanation = explained(&ask);
        let nearest = explanation.nearest().expect("something is near");
        assert_eq!((nearest.allowed(), nearest.difference()), (allowed, difference));
        assert_eq!(explanation.value(), Some(value));
    }
}

#[test]
fn the_refused_header_is_found_among_many_lines() {
    let ask = Ask::preflight("https://a.example", "PUT")
        .headers("name,,x-trace")
        .headers("name, bad, worse");
    assert_eq!(explained(&ask).value(), Some("bad"));
}

#[test]
fn one_line_for_people() {
    let line = explained(&Ask::from("https://a.example:8443")).to_string();
    assert!(
        line.starts_with(concat!("request refused by ", file!(), ":"))
            && line.ends_with(
                ": the origin is not listed: `https://a.example:8443`; \
                 `https://a.example` is allowed, which differs only by the port"
            ),
        "{line}"
    );
    let line = explained(&Ask::preflight("https://a.example", "PUT")).to_string();
    assert!(line.starts_with("preflight allowed by "), "{line}");
}

#[test]
fn hostile_values_are_escaped_and_cut() {
    for origin in [
        b"\xff\x80\t\xe2\x80\xae".as_slice(),
        "a".repeat(64 * 1024).as_bytes(),
        "\u{202e}".as_bytes(),
    ] {
        for ask in [
            Ask::from(origin),
            Ask::preflight("https://a.example", origin),
            Ask::preflight("https://a.example", "PUT").headers(origin),
        ] {
            let explanation = explained(&ask);
            let line = explanation.to_string();
            assert!(explanation.is_refused() && line.len() < 600, "{line}");
            assert!(
                line.chars().all(|shown| shown == '…' || shown.is_ascii_graphic() || shown == ' '),
                "{line}"
            );
        }
    }
}
