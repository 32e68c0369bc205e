//! `diff`: exit statuses for CI, and each form.

use std::process::{Command, Stdio};

use cors_rules::audit::Audit;
use serde_json::{Value, json};

use crate::program::{audits, run};

#[test]
fn what_widened_is_status_one() {
    let widened = run(&["diff", "old.json", "new.json"]);
    assert_eq!(widened.status, 1);
    let expected = "\
widened: 2
  + `https://*.shop.example` may now call `PUT /cart`
    src/shop.rs:12
  + `DELETE /orders` is new, and `https://shop.example` may call it
    src/shop.rs:12
narrowed: 1
  - `https://*.partner.example` may no longer call `GET /catalogue`
    src/shop.rs:12
other: 1
  ~ the `max_age` of `PUT /cart` is `60`, which was `600`
    src/shop.rs:12
";
    assert_eq!(widened.out, expected);
    assert_eq!(widened.err, "");
}

#[test]
fn what_did_not_widen_is_status_zero() {
    let same = run(&["diff", "old.json", "old.json"]);
    assert_eq!((same.status, same.out.as_str()), (0, "nothing changed in who may call what\n"));
    let back = run(&["diff", "new.json", "old.json"]);
    assert_eq!(back.status, 1, "the partners get their wildcard back");
    let fewer = audits().join("old.json");
    let mut audit = Audit::from_json(&std::fs::read_to_string(fewer).unwrap()).unwrap();
    audit = audit.filtered(|row| row.pattern != "/news");
    let path = std::env::temp_dir().join(format!("cors-fewer-{}.json", std::process::id()));
    std::fs::write(&path, audit.to_json()).unwrap();
    let narrowed = run(&["diff", "old.json", path.to_str().unwrap()]);
    std::fs::remove_file(path).unwrap();
    assert_eq!(narrowed.status, 0, "{}", narrowed.out);
    assert!(narrowed.out.starts_with("narrowed: 1\n"), "{}", narrowed.out);
}

#[test]
fn cargo_puts_its_own_name_in_front() {
    let [by_cargo, alone] =
        [&["cors", "diff", "old.json", "new.json"][..], &["diff", "old.json", "new.json"]].map(run);
    assert_eq!((by_cargo.status, by_cargo.out), (alone.status, alone.out));
}

#[test]
fn each_form_says_it() {
    let form = |form| run(&["diff", "old.json", "new.json", "--format", form]);
    let markdown = form("markdown");
    assert!(
        markdown.out.starts_with("**widened: 2**\n\n- `https://*.shop.example` may"),
        "{}",
        markdown.out
    );
    let json: Value = serde_json::from_str(&form("json").out).unwrap();
    assert_eq!(json["version"], json!(1));
    assert_eq!(json["widened"][1]["method"], json!("DELETE"));
    assert_eq!(json["narrowed"].as_array().unwrap().len(), 1);
    let sarif: Value = serde_json::from_str(&form("sarif").out).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results[0]["ruleId"], json!("compare::widened"));
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], json!(12));
    for form in
        [markdown.status, run(&["diff", "old.json", "new.json", "--format", "sarif"]).status]
    {
        assert_eq!(form, 1);
    }
}

#[test]
fn what_cannot_be_compared_is_status_two() {
    run(&["diff", "old.json"]).refused("help: write `cargo cors diff OLD NEW`");
    run(&["diff"]).refused("there is nothing to compare with");
    run(&["diff", "old.json", "missing.json"]).refused("cannot read `missing.json`");
    run(&["diff", "old.json", "."]).refused("cannot read `.`");
    run(&["diff", "old.json", "../commands/main.rs"]).refused("is no audit: line 1, column 1");
    run(&["diff", "a", "b", "c"]).refused("unexpected value 'c'");
    run(&["diff", "old.json", "new.json", "--git", "main"]).refused("`--git` compares one file");
    run(&["diff", "old.json", "\u{1b}[31m\n"]).refused(r"cannot read `\u{1b}[31m\n`");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-cors"))
        .args(["show", audits().join("new.json").to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = crate::program::ended(child.wait_with_output().unwrap());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}
