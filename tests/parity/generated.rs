//! Macro and builder agree on every generated configuration: the same errors, and the same warnings as the rules give.

use std::io::Write as _;

use cors_rules::{Danger, Draft, Entry, MaxAgeDraft, OriginsDraft, check};

use crate::configuration::{Configuration, Names};
use crate::findings::FINDINGS;
use crate::random;

fn entries(names: Option<&Names>) -> Option<Vec<Entry>> {
    names.map(|names| match names {
        Names::Any => vec![Entry::from("*")],
        Names::List(list) => list.iter().cloned().map(Entry::from).collect(),
    })
}

/// The warnings, which the builder does not tell: from the rules themselves, with the methods of the route.
fn warnings(configuration: &Configuration) -> Vec<String> {
    let escapes = [
        (configuration.insecure_origins, Danger::InsecureOrigins),
        (configuration.public_suffixes, Danger::PublicSuffixes),
        (configuration.null_origin, Danger::NullOrigin),
        (configuration.any_extension, Danger::AnyExtension),
    ];
    let draft = Draft {
        origins: configuration.origins.as_ref().map(|names| match names {
            Names::Any => OriginsDraft::Any,
            Names::List(list) => {
                OriginsDraft::List(list.iter().cloned().map(Entry::from).collect())
            }
        }),
        methods: entries(configuration.methods.as_ref()),
        headers: entries(configuration.headers.as_ref()),
        expose: entries(configuration.expose.as_ref()),
        credentials: configuration.credentials,
        max_age: configuration.max_age.map(|seconds| MaxAgeDraft::Seconds(seconds.into())),
        preflight_status: configuration.preflight_status.map(i128::from),
        reject_unlisted: configuration.reject_unlisted,
        dangerous: escapes
            .into_iter()
            .filter(|(is_set, _)| *is_set)
            .map(|(_, danger)| danger)
            .collect(),
        route_methods: ["GET", "HEAD", "POST"].map(String::from).to_vec(),
        ..Draft::default()
    };
    let mut codes: Vec<String> =
        check(&draft).warnings().map(|issue| issue.code().to_owned()).collect();
    codes.sort();
    codes
}

#[test]
fn macro_and_builder_agree_on_generated_configurations() {
    let configurations = random::configurations();
    let (mut refused, mut findings, mut wrong) = (0, 0, Vec::new());
    for (index, configuration) in configurations.iter().enumerate() {
        let found = &FINDINGS.by_name[&random::name(index)];
        let mut built = configuration.builder_codes();
        if configuration.keys().is_empty() {
            // The same finding about an attribute without anything in it.
            assert_eq!(built, ["missing_origins"]);
            built = vec!["empty_attribute".to_owned()];
        }
        built.sort();
        refused += usize::from(!built.is_empty());
        findings += built.len();
        if found.errors != built {
            wrong.push(format!(
                "{}: attribute {:?}, builder {built:?}",
                configuration.keys(),
                found.errors
            ));
        }
        let warned = warnings(configuration);
        if found.warnings != warned {
            wrong.push(format!(
                "{}: attribute {:?}, rules {warned:?}",
                configuration.keys(),
                found.warnings
            ));
        }
    }
    let summary = format!(
        "parity: {} generated configurations, {refused} refused with {findings} errors, {} agree\n",
        configurations.len(),
        configurations.len() - wrong.len(),
    );
    std::io::stderr().write_all(summary.as_bytes()).expect("stderr is open");
    assert!(wrong.is_empty(), "{} disagreements:\n{}", wrong.len(), wrong.join("\n"));
    // Neither side of the property is empty.
    assert!(refused >= 75 && refused + 75 <= configurations.len(), "{refused}");
}
