//! The attribute and the builder say the same: every configuration case, and configurations put together at random, through
//! `#[cors]` (all of them in one compilation) and through `Policy::builder()`.

mod compiled;
mod random;

use cors_tests::{PolicyCase, Unbuildable, build};
use serde::Deserialize;

use compiled::codes_of_attributes;

#[derive(Deserialize)]
struct ConfigCase {
    id: String,
    config: PolicyCase,
    verdict: Verdict,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Valid,
    Invalid,
    /// A refusal for an escape that nothing needs is fine too.
    Either,
}

impl Verdict {
    fn admits(self, codes: &[String]) -> bool {
        match self {
            Verdict::Valid => codes.is_empty(),
            Verdict::Invalid => !codes.is_empty(),
            Verdict::Either => codes.iter().all(|code| code == "unused_danger"),
        }
    }
}

/// The codes that the builder reports, sorted.
fn codes_of_builder(policy: &PolicyCase) -> Vec<String> {
    let mut codes: Vec<String> = match build(policy) {
        Ok(_) => Vec::new(),
        Err(Unbuildable::Refused(error)) => {
            error.issues().map(|issue| issue.code().to_owned()).collect()
        }
        Err(unbuildable @ Unbuildable::Flags(_)) => panic!("{unbuildable}"),
    };
    codes.sort();
    codes
}

#[test]
fn every_configuration_case_has_its_verdict_in_the_compiler_too() {
    let cases: Vec<ConfigCase> = serde_json::from_str(include_str!("../conformance/config.json"))
        .expect("the cases are JSON");
    let policies: Vec<PolicyCase> = cases.iter().map(|case| case.config.clone()).collect();
    let compiled = codes_of_attributes("cases", &policies);
    let mut differences = Vec::new();
    for (case, attribute) in cases.iter().zip(&compiled) {
        let builder = codes_of_builder(&case.config);
        if *attribute != builder || !case.verdict.admits(attribute) {
            differences.push(format!(
                "{}: expected {:?}, attribute {attribute:?}, builder {builder:?}",
                case.id, case.verdict
            ));
        }
    }
    println!("parity: {} cases, {} differ", cases.len(), differences.len());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn attribute_and_builder_agree_on_random_configurations() {
    let policies: Vec<PolicyCase> = random::policies(400);
    let compiled = codes_of_attributes("random", &policies);
    let refused = compiled.iter().filter(|codes| !codes.is_empty()).count();
    assert!(
        (100..300).contains(&refused),
        "{refused} of 400 refused: too one-sided to show anything"
    );
    for (policy, attribute) in policies.iter().zip(&compiled) {
        assert_eq!(*attribute, codes_of_builder(policy), "{policy:?}");
    }
}
