//! Policies that the macro writes into the program answer as those that are built at start-up: every HTTP case that has a
//! policy, with both, in a package that is compiled and run.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use cors_tests::{ACTIX_WEB, HttpCase, Package, Unbuildable, build, dependency};

use crate::configuration::Configuration;

fn cases() -> Vec<HttpCase> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/http.json");
    let text = std::fs::read_to_string(path).expect("the cases are part of the repository");
    serde_json::from_str(&text).expect("cases")
}

/// The cases with a policy, by the keys that write it: most policies have many cases.
fn by_policy(cases: &[HttpCase]) -> BTreeMap<String, Vec<&str>> {
    let mut policies: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for case in cases {
        match build(&case.policy) {
            Ok(_) => {
                let keys = Configuration::of_case(&case.policy).keys();
                policies.entry(keys).or_default().push(&case.id);
            }
            Err(Unbuildable::Flags(_) | Unbuildable::Refused(_)) => {}
        }
    }
    policies
}

/// A static for each policy, and a function that finds it by the case.
fn policies_module(policies: &BTreeMap<String, Vec<&str>>) -> String {
    let statics = policies
        .keys()
        .enumerate()
        .map(|(index, keys)| format!("static POLICY_{index}: Policy = policy! {{ {keys} }};\n"));
    let arms = policies.values().enumerate().map(|(index, ids)| {
        let ids: Vec<String> = ids.iter().map(|id| format!("{id:?}")).collect();
        format!("        {} => &POLICY_{index},\n", ids.join(" | "))
    });
    [
        "use cors_runtime::{Policy, policy};\n\n".to_owned(),
        statics.collect(),
        "\npub(crate) fn written(id: &str) -> Option<&'static Policy> {\n    Some(match id {\n"
            .to_owned(),
        arms.collect(),
        "        _ => return None,\n    })\n}\n".to_owned(),
    ]
    .concat()
}

#[test]
fn macro_built_policies_answer_as_built_ones() {
    let cases = cases();
    let policies = by_policy(&cases);
    let dependencies = [
        ACTIX_WEB.to_owned(),
        "serde_json = \"1\"".to_owned(),
        dependency("cors-runtime", "cors-runtime"),
        dependency("cors-tests", "tests"),
    ];
    let module = policies_module(&policies);
    let files = [("main.rs", include_str!("runner/main.rs")), ("policies.rs", &module)];
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let package = Package::write(scratch, "parity-behaviour", &dependencies, &files);
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/http.json");
    let output = package.cargo("run").arg("--").arg(data).output().expect("cargo runs");
    let (said, errors) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    std::io::stderr().write_all(said.as_bytes()).expect("stderr is open");
    assert!(output.status.success(), "{said}{errors}");
    let expected: usize = policies.values().map(Vec::len).sum();
    let line = format!("parity: {expected} requests with {} policies of the macro", policies.len());
    assert!(said.starts_with(&line), "{line}\n{said}");
    assert!(expected >= 200, "{expected}");
}
