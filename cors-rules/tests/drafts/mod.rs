//! Reads the cases of `tests/rules/cases.json` and their drafts; used by several tests, each of
//! which needs a part of it.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use cors_rules::{Danger, Draft, Entry, MaxAgeDraft, OriginsDraft};
use serde_json::Value;

/// One line of the table.
pub struct Case {
    pub line: String,
    pub code: String,
    pub refused: bool,
    pub draft: Draft,
    pub key: String,
    pub entry: Option<usize>,
    pub help: Option<String>,
    pub mark: Option<String>,
}

/// The whole table.
pub fn read_cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/rules/cases.json");
    let text = std::fs::read_to_string(path).expect("the table is in the workspace");
    let values: Vec<Value> = serde_json::from_str(&text).expect("the table is JSON");
    values.iter().map(read_case).collect()
}

fn read_case(value: &Value) -> Case {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    Case {
        line: value.to_string(),
        code: text("code").unwrap(),
        refused: match text("verdict").unwrap().as_str() {
            "refused" => true,
            "accepted" => false,
            other => panic!("no verdict: {other}"),
        },
        draft: read_draft(&value["draft"]),
        key: text("key").unwrap_or_else(|| "origins".to_owned()),
        entry: value["entry"].as_u64().map(|index| usize::try_from(index).unwrap()),
        help: text("help"),
        mark: text("mark"),
    }
}

/// A draft with the keys of the attribute.
pub fn read_draft(value: &Value) -> Draft {
    let mut draft = Draft::default();
    for (key, value) in value.as_object().expect("a draft is an object") {
        match key.as_str() {
            "origins" => draft.origins = Some(read_origins(value)),
            "methods" => draft.methods = Some(read_list(value)),
            "headers" => draft.headers = Some(read_list(value)),
            "expose" => draft.expose = Some(read_list(value)),
            "credentials" => draft.credentials = value.as_bool().unwrap(),
            "max_age" => draft.max_age = Some(read_max_age(value)),
            "disabled" => draft.disabled = value.as_bool().unwrap(),
            "preflight_status" => draft.preflight_status = Some(read_number(value)),
            "dangerous" => draft.dangerous = texts(value).map(read_danger).collect(),
            "route" => draft.route_methods = texts(value).map(str::to_owned).collect(),
            "json" => draft.takes_json = value.as_bool().unwrap(),
            "overlay" => draft.is_overlay = value.as_bool().unwrap(),
            other => panic!("no key of a draft: {other}"),
        }
    }
    draft
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap())
}

fn read_list(value: &Value) -> Vec<Entry> {
    match value {
        Value::String(any) if any == "any" => vec![Entry::from("*")],
        list => texts(list).map(Entry::from).collect(),
    }
}

fn read_origins(value: &Value) -> OriginsDraft {
    match value {
        Value::String(any) if any == "any" => OriginsDraft::Any,
        Value::String(set) if set == "set" => OriginsDraft::Set,
        Value::Object(env) => OriginsDraft::Env {
            variable: env["env"].as_str().unwrap().to_owned(),
            default: env.get("default").map(read_list),
        },
        list => OriginsDraft::List(read_list(list)),
    }
}

fn read_max_age(value: &Value) -> MaxAgeDraft {
    match value.as_str() {
        Some(text) => MaxAgeDraft::Text(text.to_owned()),
        None => MaxAgeDraft::Seconds(read_number(value)),
    }
}

/// Numbers beyond those of JSON readers become the largest number there is.
fn read_number(value: &Value) -> i128 {
    value.as_i64().map_or(i128::MAX, i128::from)
}

fn read_danger(name: &str) -> Danger {
    Danger::ALL.into_iter().find(|danger| danger.name() == name).unwrap()
}
