//! The JSON form is read strictly.

use cors_rules::audit::{Audit, Place};
use serde_json::{Value, json};

use crate::samples;

#[test]
fn what_is_written_is_read() {
    for audit in [samples::everything(), samples::hostile(), samples::long(), Audit::new([])] {
        let text = audit.to_json();
        assert_eq!(Audit::from_json(&text).unwrap(), audit);
        assert_eq!(Audit::from_json(&text).unwrap().to_json(), text);
    }
}

#[test]
fn a_place_without_a_line_is_read_again() {
    for place in [
        Place::new("src/main.rs", 12),
        Place::new("src/main.rs", 0),
        Place::new("odd:12", 0),
        Place::new("odd:12", 3),
        Place::new("", 0),
        Place::new("a:", 0),
        Place::new("a:99999999999", 0),
    ] {
        assert_eq!(place.to_string().parse::<Place>().unwrap(), place, "{place}");
    }
}

#[test]
fn lines_are_left_out_everywhere() {
    let text = samples::everything().without_lines().to_json();
    let document: Value = serde_json::from_str(&text).unwrap();
    let rows = document["rows"].as_array().unwrap();
    assert_eq!(rows[1]["source"], json!("src/routes.rs"));
    assert_eq!(rows[1]["policy_source"], json!("src/policies.rs"));
    assert!(!text.contains(".rs:"), "{text}");
}

/// A valid document with one change.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut document: Value = serde_json::from_str(&samples::everything().to_json()).unwrap();
    change(&mut document);
    serde_json::to_string_pretty(&document).unwrap()
}

#[track_caller]
fn refused(text: &str, why: &str) {
    let error = Audit::from_json(text).expect_err(why).to_string();
    assert!(error.contains(why), "{error}");
    assert!(error.starts_with("line "), "{error}");
    assert!(!error.contains(['\n', '\u{1b}']), "{error:?}");
}

#[test]
fn another_version_is_no_audit() {
    let error = Audit::from_json(&changed(|document| document["version"] = json!(2))).unwrap_err();
    assert_eq!(error.to_string(), "the audit has version 2, and this program reads version 1");
    refused(&changed(|document| document["version"] = json!("1")), "invalid type");
    refused("{}", "missing field `version`");
    refused("", "EOF");
    refused("[[[", "invalid type");
    refused("{,}", "key must be a string");
    // What is deep is read without going down, so it needs no stack.
    refused(&format!("{{\"a\":{}", "[".repeat(100_000)), "EOF");
}

#[test]
fn a_wrong_value_is_named_with_its_line() {
    // The rows are /any /data /env /families /null /off /open /plain /resolved.
    let set = |row: usize, field: &'static str, value: Value| {
        changed(move |document| document["rows"][row][field] = value)
    };
    refused(&set(1, "origins", json!(["https://a.example/"])), "`https://a.example/`");
    refused(&set(1, "origins", json!(["\u{1b}[31m"])), r"\u{1b}[31m");
    refused(&set(1, "origins", json!(["https://a.example", "https://a.example"])), "twice");
    refused(&set(1, "origins", json!("all")), "`all` is none of");
    refused(&set(1, "origins", json!({"source": "x", "now": "nobody"})), "`nobody` is none of");
    refused(
        &set(1, "origins", json!({"source": "x", "now": {"source": "y", "now": []}})),
        "inside",
    );
    refused(&set(1, "origins", json!({"source": "x", "now": [], "then": []})), "unknown field");
    refused(&set(1, "origins", json!(7)), "expected a word or a list");
    refused(&set(1, "methods", json!(["A B"])), "`A B` is no method");
    refused(&set(1, "method", json!("")), "`` is no method");
    refused(&set(1, "headers", json!(["X-Name"])), "lower case");
    refused(&set(1, "headers", json!(["*", "x-a"])), "`*` stands");
    refused(&set(1, "headers", json!("none")), "`none` is none of");
    refused(&set(1, "expose", json!({"source": "x", "now": []})), "a source where");
    refused(&set(1, "max_age", json!(-1)), "invalid value");
    refused(&set(1, "max_age", json!(4_294_967_296_u64)), "invalid value");
    refused(&set(1, "credentials", json!(null)), "missing field `credentials`");
    refused(&set(1, "answered", json!("late")), "unknown variant");
    refused(&set(1, "answered", json!(null)), "`answered` goes with `policy`");
    refused(&set(1, "policy", json!(null)), "missing field `policy`");
    refused(&set(7, "answered", json!("early")), "`answered` goes with `policy`");
    refused(&set(1, "color", json!("red")), "unknown field `color`");
    refused(
        &changed(|document| document["rows"][1]["findings"][0]["code"] = json!("x")),
        "no finding",
    );
    refused(&changed(|document| document["findings"][0]["code"] = json!("x")), "no finding");
    refused(&changed(|document| document["rows"][1]["guards"] = json!("x")), "invalid type");
    refused(&changed(|document| document["more"] = json!([])), "unknown field `more`");
    let text = set(1, "method", json!("A B"));
    let error = Audit::from_json(&text).unwrap_err();
    let line = text.lines().position(|line| line.contains("A B")).unwrap();
    assert!(error.line().is_some_and(|at| at > line), "{error}");
}
