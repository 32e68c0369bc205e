//! The dashboard in `docs/`: it is JSON as Grafana reads it, and each query names a metric and labels that exist.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

const LABELS: [&str; 4] = ["policy", "kind", "verdict", "reason"];
const WORDS: &[(&str, &[&str])] = &[
    ("kind", &["preflight", "actual", "not_cors"]),
    ("verdict", &["allowed", "refused", "rejected"]),
];

/// Names in a query that stand where labels do: inside of braces, and behind `by`.
fn labels(query: &str) -> Vec<&str> {
    let inside = |open: &str, close: char| {
        let parts = query.split(open).skip(1);
        parts.filter_map(move |part| part.split(close).next()).collect::<Vec<_>>()
    };
    let matchers = inside("{", '}').into_iter().flat_map(|part| part.split(','));
    let matched = matchers.filter_map(|matcher| matcher.split(['=', '!']).next());
    let grouped = inside("by (", ')').into_iter().flat_map(|part| part.split(','));
    matched.chain(grouped).map(str::trim).filter(|name| !name.is_empty()).collect()
}

#[test]
fn each_query_names_what_there_is() {
    let text = fs::read_to_string(cors_tests::root().join("docs/grafana-dashboard.json")).unwrap();
    let dashboard: Value = serde_json::from_str(&text).expect("JSON");
    assert!(dashboard["title"].is_string() && dashboard["schemaVersion"].is_u64());
    let panels = dashboard["panels"].as_array().expect("panels");
    assert!(panels.len() >= 4);
    let (mut ids, mut queries) = (BTreeSet::new(), 0);
    for panel in panels {
        assert!(ids.insert(panel["id"].as_u64().expect("a number")), "each panel has its own");
        assert!(panel["title"].is_string() && panel["gridPos"]["w"].is_u64(), "{panel}");
        for target in panel["targets"].as_array().expect("queries") {
            let query = target["expr"].as_str().expect("a query");
            queries += 1;
            let words =
                query.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            let metrics: Vec<&str> = words.filter(|word| word.starts_with("cors_")).collect();
            assert!(!metrics.is_empty(), "{query}");
            assert!(metrics.iter().all(|metric| *metric == "cors_requests_total"), "{query}");
            for label in labels(query) {
                assert!(LABELS.contains(&label), "{label} in {query}");
            }
            for (label, known) in WORDS {
                for value in query.split(&format!("{label}=\"")).skip(1) {
                    let value = value.split('"').next().unwrap();
                    assert!(known.contains(&value), "{value} in {query}");
                }
            }
        }
    }
    assert!(queries >= 4);
}

#[test]
fn what_is_read_of_a_query() {
    let query = r#"sum by (policy, reason) (rate(cors_requests_total{verdict!="allowed",kind="actual"}[5m]))"#;
    assert_eq!(labels(query), ["verdict", "kind", "policy", "reason"]);
}
