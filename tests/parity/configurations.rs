//! The library-neutral configurations: the verdict that the data expects, from the attribute and from the builder.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use cors_tests::PolicyCase;
use serde::Deserialize;

use crate::configuration::Configuration;
use crate::findings::FINDINGS;

/// One case, as `conformance/README.md` explains it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ConfigurationCase {
    pub(crate) id: String,
    pub(crate) config: PolicyCase,
    pub(crate) verdict: String,
    pub(crate) reason: String,
}

/// Every case.
pub(crate) fn cases() -> Vec<(ConfigurationCase, Configuration)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/config.json");
    let text = std::fs::read_to_string(path).expect("the cases are part of the repository");
    let cases: Vec<ConfigurationCase> = serde_json::from_str(&text).expect("cases");
    cases
        .into_iter()
        .map(|case| {
            let configuration = Configuration::of_case(&case.config);
            (case, configuration)
        })
        .collect()
}

/// The name of the handler of the case at this position.
pub(crate) fn name(index: usize) -> String {
    format!("case_{index}")
}

fn agrees(case: &ConfigurationCase, errors: &[String]) -> bool {
    match (case.verdict.as_str(), errors) {
        ("valid" | "either", []) => true,
        ("either", [only]) => only == "unused_danger",
        ("invalid", errors) => !errors.is_empty(),
        _ => false,
    }
}

/// Whether the codes fit the reasons of the data is judged where the rules are; here, that both doors say the same.
#[test]
fn every_case_has_its_verdict_at_both_doors() {
    let cases = cases();
    let mut wrong = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut codes = 0;
    for (index, (case, configuration)) in cases.iter().enumerate() {
        let found = &FINDINGS.by_name[&name(index)];
        let mut built = configuration.builder_codes();
        built.sort();
        if found.errors != built {
            wrong.push(format!("{}: attribute {:?}, builder {built:?}", case.id, found.errors));
        }
        if !agrees(case, &found.errors) {
            wrong.push(format!(
                "{}: {} for {}, found {:?}",
                case.id, case.verdict, case.reason, found.errors
            ));
        }
        *counts.entry(case.verdict.as_str()).or_default() += 1;
        codes += built.len();
    }
    // Past the capture of test output: the figures are to be seen on every run.
    let summary = format!(
        "parity: {} configurations {counts:?}, {} agree with the data and at both doors, {codes} findings\n",
        cases.len(),
        cases.len() - wrong.len(),
    );
    std::io::stderr().write_all(summary.as_bytes()).expect("stderr is open");
    assert!(wrong.is_empty(), "{} disagreements:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases.len() >= 277);
}
