//! `observed`: what is decided is in the text that Prometheus reads.

use cors_tests::{Ask, Example, ask_port};

use crate::says_which_port_is_taken;

const API: u16 = 4400;
const SHOP: &str = "https://shop.example";

#[test]
fn prometheus_reads_what_is_decided() {
    let _example = Example::start("observed", &[API]);
    for ask in [
        Ask::from(SHOP),
        Ask::from(SHOP),
        Ask::from("https://elsewhere.example"),
        Ask::preflight(SHOP, "PUT").headers("content-type"),
        Ask::preflight(SHOP, "PUT").headers("x-other"),
    ] {
        let answer = ask_port(API, &ask.at("/orders"));
        assert!(answer.status < 500, "{answer:?}");
    }
    let text = ask_port(API, &Ask::new("GET").at("/metrics"))
        .body
        .replace("\\n", "\n")
        .replace("\\\"", "\"");
    let lines: Vec<&str> =
        text.lines().filter(|line| line.starts_with("cors_requests_total{")).collect();
    for (words, number) in [
        (["`orders`", "kind=\"actual\"", "verdict=\"allowed\"", "reason=\"origin_listed\""], 2),
        (["`orders`", "kind=\"actual\"", "verdict=\"refused\"", "reason=\"origin_not_listed\""], 1),
        (["`change`", "kind=\"preflight\"", "verdict=\"allowed\"", "reason=\"origin_listed\""], 1),
        (
            [
                "`change`",
                "kind=\"preflight\"",
                "verdict=\"refused\"",
                "reason=\"header_not_listed\"",
            ],
            1,
        ),
    ] {
        let line = lines.iter().find(|line| words.iter().all(|word| line.contains(word)));
        let line = line.unwrap_or_else(|| panic!("{words:?} in {text}"));
        assert!(line.ends_with(&format!("}} {number}")), "{line}");
    }
    assert_eq!(lines.len(), 4, "{text}");
    assert!(!text.contains("elsewhere"), "{text}");
    assert!(text.contains("# TYPE cors_requests_total counter"), "{text}");
}

#[test]
fn a_second_one_says_which_port_is_taken() {
    says_which_port_is_taken("observed", API, &[API]);
}
