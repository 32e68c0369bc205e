//! Writes the first inputs of every target into `fuzz/corpus`, from the tables that the tests share: the examples of the
//! rules, the configurations and the requests. `fuzz/run` calls it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

// The tests' own readers of the tables.
#[path = "../../cors-rules/tests/configurations/mod.rs"]
mod configurations;
#[path = "../../cors-rules/tests/drafts/mod.rs"]
mod drafts;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cors_fuzz::record::SEPARATOR;
use cors_fuzz::request::Lines;
use cors_fuzz::{draft, fetch};
use cors_rules::client::FetchRequest;
use cors_rules::{Draft, OriginsDraft};
use serde_json::Value;

fn main() {
    let configurations = configurations::read_cases("config.json");
    let requests = configurations::read_cases("http.json");
    let mut all: Vec<Draft> = drafts::read_cases().into_iter().map(|case| case.draft).collect();
    all.extend(configurations.iter().map(|case| configurations::read_draft(&case["config"])));
    all.extend(requests.iter().map(|case| configurations::read_draft(&case["policy"])));

    write("origin_pattern", patterns(&all, &requests));
    write("configuration", all.iter().map(draft::write));
    write("decision", requests.iter().flat_map(decisions));
    write("exchange", requests.iter().flat_map(exchanges));
}

/// Each input once, numbered.
fn write(target: &str, inputs: impl IntoIterator<Item = Vec<u8>>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    fs::create_dir_all(&folder).expect("a folder for the corpus");
    let inputs: BTreeSet<Vec<u8>> = inputs.into_iter().collect();
    for (number, input) in inputs.iter().enumerate() {
        fs::write(folder.join(format!("seed-{number:04}")), input).expect("a file of the corpus");
    }
    println!("{target}: {} seeds", inputs.len());
}

/// Each listed origin beside itself and a member of its family, and beside what requests ask for.
fn patterns(drafts: &[Draft], requests: &[Value]) -> Vec<Vec<u8>> {
    let pair = |text: &str, candidate: &str| {
        [text.as_bytes(), &[SEPARATOR], candidate.as_bytes()].concat()
    };
    let mut inputs = Vec::new();
    for text in drafts.iter().flat_map(origins) {
        inputs.push(pair(text, text));
        inputs.push(pair(text, &member(text)));
    }
    for case in requests {
        let draft = configurations::read_draft(&case["policy"]);
        for text in origins(&draft) {
            inputs.extend(values(&case["request"], "origin").map(|origin| pair(text, origin)));
        }
    }
    inputs
}

fn origins(draft: &Draft) -> impl Iterator<Item = &str> {
    let entries = match &draft.origins {
        Some(OriginsDraft::List(entries) | OriginsDraft::Env { default: Some(entries), .. }) => {
            entries.as_slice()
        }
        _ => &[],
    };
    entries.iter().map(|entry| entry.text.as_str())
}

/// The request as it is, and from members of the families that its policy lists.
fn decisions(case: &Value) -> Vec<Vec<u8>> {
    let request = &case["request"];
    let of = |name| values(request, name).map(str::as_bytes).collect();
    let with_origin = |origin| Lines {
        is_options: request["method"] == "OPTIONS",
        origin,
        method: of("access-control-request-method"),
        headers: of("access-control-request-headers"),
    };
    let policy = configurations::read_draft(&case["policy"]);
    let members: Vec<String> = origins(&policy).map(member).collect();
    let own = with_origin(of("origin")).write();
    members.iter().map(|member| with_origin(vec![member.as_bytes()]).write()).chain([own]).collect()
}

/// An origin that a pattern covers.
fn member(pattern: &str) -> String {
    let Some((scheme, rest)) = pattern.split_once("://") else { return pattern.to_owned() };
    // The first address of a network.
    let (host, behind) = rest.split_once('/').unwrap_or((rest, ""));
    let behind = behind.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let member = format!("{scheme}://{host}{behind}");
    member.replace("*.", "a.b.").replace(":*", ":8080").replace("//*", "//a")
}

/// The fetch that a browser would have made of a request, with the answer that is expected, for the preflight and for itself.
fn exchanges(case: &Value) -> Vec<Vec<u8>> {
    let request = &case["request"];
    let Some(page) = values(request, "origin").next() else { return Vec::new() };
    let own = request["method"].as_str().unwrap_or("GET");
    let method = values(request, "access-control-request-method").next().unwrap_or(own);
    let names = values(request, "access-control-request-headers").flat_map(|line| line.split(','));
    let fetched = names
        .fold(FetchRequest::new(method, "https://api.example/x"), |fetched, name| {
            fetched.with_header(name.trim(), "1")
        });
    let expected = case["expect"]["headers"].as_object();
    let headers: Vec<(&str, &str)> = expected
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| value.as_str().map(|value| (name.as_str(), value)))
        .collect();
    let away = [headers.clone(), vec![("location", "https://other.example/y")]].concat();
    let around = [headers.clone(), vec![("location", "/y")]].concat();
    let answers = [(204, headers.clone()), (200, headers)];
    let redirected = [answers[0].clone(), (307, away), answers[0].clone(), answers[1].clone()];
    // Without a preflight it runs in circles; with one it ends there.
    let endless = [(307, around)];
    [
        fetch::write(page, &fetched, &answers),
        fetch::write(page, &fetched.clone().with_credentials(), &answers),
        fetch::write(page, &fetched, &redirected),
        fetch::write(page, &fetched, &endless),
    ]
    .concat()
}

/// The values of a header of a request, line by line.
fn values<'a>(request: &'a Value, wanted: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = request["headers"].as_array().into_iter().flatten();
    lines
        .filter(move |line| line[0].as_str().is_some_and(|name| name.eq_ignore_ascii_case(wanted)))
        .filter_map(|line| line[1].as_str())
}
