//! What web-platform-tests expect of browsers, asked of the model of a browser
//! (`cors_rules::client`): 1,224 expectations as data (`tests/conformance/wpt.json`). Those that the
//! model does not meet are listed with their reasons in `disagreements`; one that is not listed
//! fails, and so does a listed one that is met.

mod case;
mod disagreements;
mod judge;
mod run;

use std::io::Write as _;
use std::path::Path;

use case::Case;
use disagreements::DISAGREEMENTS;

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/wpt.json");
    let text = std::fs::read_to_string(&path).expect("the cases are part of the repository");
    serde_json::from_str(&text).expect("every field of the cases is known")
}

#[test]
fn the_model_agrees_but_where_it_is_listed() {
    let cases = cases();
    assert_eq!(cases.len(), 1224, "all cases were read");
    let (mut agreed, mut met) = (0, vec![0; DISAGREEMENTS.len()]);
    let mut wrong = Vec::new();
    for case in &cases {
        let listed = disagreements::position(case);
        let found = judge::disagreements(case);
        match listed {
            None if found.is_empty() => agreed += 1,
            None => wrong.push(format!("{case}:\n    {}", found.join("\n    "))),
            Some(_) if found.is_empty() => {
                wrong.push(format!("{case}: is listed as a disagreement, and agrees"));
            }
            Some(position) => met[position] += 1,
        }
    }
    for (entry, times) in DISAGREEMENTS.iter().zip(&met) {
        if *times != 1 {
            wrong.push(format!(
                "{} | {}: is listed, and names {times} cases",
                entry.suite, entry.name
            ));
        }
    }
    // Past the capture of test output: what is not met is to be seen on every run.
    let mut summary = format!(
        "web-platform-tests: {} expectations, {agreed} met, {} listed as disagreements\n",
        cases.len(),
        DISAGREEMENTS.len()
    );
    for entry in DISAGREEMENTS {
        summary.extend(["  ", entry.suite, " | ", entry.name, ": ", entry.reason, "\n"]);
    }
    std::io::stderr().write_all(summary.as_bytes()).expect("stderr is open");
    assert!(wrong.is_empty(), "{} disagree:\n  {}", wrong.len(), wrong.join("\n  "));
}
