//! `cargo cors explain`, as somebody runs it.

use std::process::{Command, Output};

use cors_rules::RULES;
use cors_rules::audit::FINDINGS;

fn explain(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-cors"));
    command.arg("explain").args(arguments).output().expect("the command runs")
}

fn said(arguments: &[&str]) -> String {
    let output = explain(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn refused(arguments: &[&str]) -> String {
    let output = explain(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).expect("text")
}

fn codes() -> Vec<&'static str> {
    RULES.iter().map(|row| row.code).chain(FINDINGS.iter().map(|row| row.code)).collect()
}

#[test]
fn every_code_is_explained() {
    let text = said(&codes());
    for row in RULES {
        assert!(text.contains(&format!("cors::{} (", row.code)), "{}", row.code);
        for fact in [row.refused, row.accepted, row.see] {
            assert!(text.contains(fact), "{}: {fact}", row.code);
        }
    }
    for row in FINDINGS {
        assert!(text.contains(&format!("audit::{} (", row.code)) && text.contains(row.see));
    }
}

#[test]
fn lines_fit_a_terminal() {
    let text = said(&codes());
    let is_link_or_example = |line: &&str| {
        line.contains("https://")
            || RULES.iter().any(|row| [row.refused, row.accepted].contains(&line.trim()))
    };
    for line in text.lines().filter(|line| !is_link_or_example(line)) {
        assert!(line.chars().count() <= 120, "{line}");
    }
}

#[test]
fn a_code_is_found_as_messages_write_it() {
    let page = said(&["origin_path"]);
    for written in ["cors::origin_path", "[cors::origin_path]", " origin_path "] {
        assert_eq!(said(&[written]), page, "{written}");
    }
    assert!(said(&["audit::any_origin"]).starts_with("audit::any_origin (note)\n"));
    refused(&["audit::origin_path"]);
}

#[test]
fn an_unknown_code_gets_the_nearest() {
    for (written, nearest) in [
        ("origin_pth", "origin_path"),
        ("cors::max_age_capped_", "max_age_capped"),
        ("behind_midleware", "behind_middleware"),
    ] {
        let said = refused(&[written]);
        assert!(said.contains(&format!("help: did you mean `{nearest}`?")), "{said}");
    }
    assert!(refused(&["zzzzzz"]).contains("help: `cargo cors explain` lists all codes"));
    assert!(refused(&["\u{1b}[31m"]).contains("is no code"));
    assert!(!refused(&["\u{1b}[31mred"]).contains("\u{1b}[31mred"));
    assert!(refused(&[&"x".repeat(10_000)]).len() < 12_000);
}

#[test]
fn without_a_code_all_are_listed() {
    let text = said(&[]);
    for code in codes() {
        assert!(
            text.lines().any(|line| line.trim_start().starts_with(&format!("{code} "))),
            "{code}"
        );
    }
}

#[test]
fn json_has_the_same() {
    let read = |arguments: &[&str]| -> Vec<serde_json::Value> {
        serde_json::from_str(&said(arguments)).expect("a list")
    };
    assert_eq!(read(&["--format", "json"]).len(), codes().len());
    let pages = read(&["origin_null", "--format", "json"]);
    assert_eq!(pages[0]["code"], "origin_null");
    assert_eq!(pages[0]["refused"], r#"origins = ["null"]"#);
    assert!(pages[0]["otherwise"].as_array().is_some_and(|lines| lines.len() <= 5));
}
