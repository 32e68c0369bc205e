//! `Vary`: nothing is lost, nothing is said twice, `*` stays.

use cors_runtime::Policy;
use cors_tests::{Ask, Spy, ask_all};

fn listed() -> Policy {
    Policy::builder().origins(["https://a.example"]).build().unwrap()
}

/// What the handler says, line by line, and what the response says then.
const CASES: &[(&[&str], &[&str])] = &[
    (&[], &["Origin"]),
    (&["Accept-Encoding"], &["Accept-Encoding", "Origin"]),
    (&["Accept-Encoding", "Cookie"], &["Accept-Encoding", "Cookie", "Origin"]),
    (&["Accept-Encoding, Cookie"], &["Accept-Encoding", "Cookie", "Origin"]),
    (&["Accept-Encoding", "accept-encoding"], &["Accept-Encoding", "Origin"]),
    (&["Origin"], &["Origin"]),
    (&["origin"], &["origin"]),
    (&["Cookie, ORIGIN"], &["Cookie", "ORIGIN"]),
    (&["Cookie", "Origin"], &["Cookie", "Origin"]),
    (&["Origin", "Origin"], &["Origin"]),
    (&["Origin, origin"], &["Origin"]),
    (&["Cookie, Origin, Cookie"], &["Cookie", "Origin"]),
    (&["X-Origin"], &["X-Origin", "Origin"]),
    (&["*"], &["*"]),
    (&["Cookie", "*"], &["*"]),
    (&["*, Origin"], &["*"]),
    (&["", " , "], &["Origin"]),
];

#[actix_web::test]
async fn merged_over_all_lines() {
    for (handler, expected) in CASES {
        for ask in [Ask::new("GET"), Ask::from("https://a.example"), Ask::from("https://b.example")]
        {
            let spy = handler.iter().fold(Spy::new(), |spy, line| spy.and("Vary", line));
            let answer = ask_all(listed(), &spy, &ask).await;
            assert_eq!(answer.lines("vary"), [expected.join(", ")], "{handler:?} {ask:?}");
        }
    }
}

#[actix_web::test]
async fn a_policy_for_everybody_leaves_it_alone() {
    let policy = || Policy::builder().any_origin().build().unwrap();
    for (handler, _) in CASES {
        let spy = handler.iter().fold(Spy::new(), |spy, line| spy.and("Vary", line));
        let answer = ask_all(policy(), &spy, &Ask::from("https://a.example")).await;
        assert_eq!(answer.lines("vary"), *handler);
    }
}

#[actix_web::test]
async fn what_is_no_utf_8_is_kept() {
    let spy = Spy::new().and("Vary", "caf\u{e9}");
    let answer = ask_all(listed(), &spy, &Ask::new("GET")).await;
    assert_eq!(answer.elements("vary"), ["caf\\xc3\\xa9", "Origin"]);
}
