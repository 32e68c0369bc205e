//! The JSON form has a schema, and SARIF has one that is not ours.

use cors_rules::audit::{Audit, FINDINGS};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::samples;

/// Of the npm package `@microsoft/jest-sarif`, without white space: revision 5 of the OASIS schema. The
/// pattern of languages, which is no valid expression there, is that of the later errata.
const SARIF: &str = include_str!("sarif-2.1.0.json");
const OWN: &str = include_str!("../../../docs/cors-audit.schema.json");

fn validator(schema: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

#[track_caller]
fn valid(validator: &Validator, text: &str) {
    let document: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}\n{text}", errors.join("\n"));
}

#[test]
fn the_json_form_fits_its_schema() {
    let schema = validator(OWN);
    for audit in [samples::everything(), samples::hostile(), samples::long(), Audit::new([])] {
        valid(&schema, &audit.to_json());
        valid(&schema, &audit.without_lines().to_json());
    }
}

#[test]
fn the_schema_refuses_what_is_no_audit() {
    let schema = validator(OWN);
    let refuses = |change: fn(&mut Value)| {
        let mut document: Value = serde_json::from_str(&samples::everything().to_json()).unwrap();
        change(&mut document);
        assert!(!schema.is_valid(&document), "{document:#}");
    };
    refuses(|document| document["version"] = json!(2));
    refuses(|document| document["rows"][1]["origins"] = json!("all"));
    refuses(|document| document["rows"][1]["policy"] = json!(null));
    refuses(|document| document["rows"][1]["more"] = json!(1));
    refuses(|document| document["rows"][1]["findings"][0]["code"] = json!("x"));
    refuses(|document| drop(document["rows"][1].as_object_mut().unwrap().remove("origins")));
}

#[test]
fn the_schema_knows_every_finding() {
    let schema: Value = serde_json::from_str(OWN).unwrap();
    let codes: Vec<&str> = FINDINGS.iter().map(|entry| entry.code).collect();
    assert_eq!(schema["$defs"]["finding"]["properties"]["code"]["enum"], json!(codes));
}

#[test]
fn sarif_fits_its_schema() {
    let schema = validator(SARIF);
    for audit in [samples::everything(), samples::hostile(), samples::long(), Audit::new([])] {
        valid(&schema, &audit.to_sarif());
        valid(&schema, &Audit::compare(&Audit::new([]), &audit).to_sarif());
        valid(&schema, &Audit::compare(&audit, &Audit::new([])).to_sarif());
    }
    assert!(!schema.is_valid(&json!({ "version": "2.1.0" })));
}

#[test]
fn a_region_is_the_line_of_the_attribute() {
    let log: Value = serde_json::from_str(&samples::everything().to_sarif()).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), FINDINGS.len() + 1);
    let place = |index: usize| results[index]["locations"][0]["physicalLocation"].clone();
    assert_eq!(
        place(0),
        json!({ "artifactLocation": { "uri": "src/routes.rs", "uriBaseId": "%SRCROOT%" }, "region": { "startLine": 12 } })
    );
    assert_eq!(place(FINDINGS.len())["region"]["startLine"], json!(9));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]), "{result}");
    }
    let notes = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(notes.as_array().unwrap().len(), 1);
}
