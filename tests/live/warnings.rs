//! What the rules warn of in a policy that the compiler has not seen. That it is written, too, when an application takes
//! the policy, is tested by suite `events`.

use cors_runtime::{Issue, Policy, PolicyBuilder};

fn public() -> PolicyBuilder {
    Policy::builder().any_origin()
}

/// Codes and helps.
fn warned(policy: &Policy) -> Vec<(&'static str, String)> {
    policy.warnings().map(|issue| (issue.code(), issue.help().to_owned())).collect()
}

fn read(text: &str) -> Policy {
    serde_json::from_str(text).unwrap()
}

#[test]
fn each_place_is_told_what_it_can_write() {
    let built = public().any_header().build().unwrap();
    let help = "write `.any_header_and_authorization()` if pages send tokens";
    assert_eq!(warned(&built), [("authorization_not_covered", help.to_owned())]);
    let from_file = read(r#"{"origins": "any", "headers": "*"}"#);
    let help = r#"write `["*", "authorization"]` if pages send tokens"#;
    assert_eq!(warned(&from_file), [("authorization_not_covered", help.to_owned())]);
    // What they say to write is silent.
    assert_eq!(warned(&public().any_header_and_authorization().build().unwrap()), []);
    assert_eq!(warned(&read(r#"{"origins": "any", "headers": ["*", "authorization"]}"#)), []);
    // With credentials the name is mirrored.
    let listed = Policy::builder().origins(["https://a.example"]).credentials(true);
    assert_eq!(warned(&listed.any_header().build().unwrap()), []);
}

#[test]
fn every_warning_of_the_rules_is_heard_and_can_be_silenced() {
    let all = [
        "duplicate_entry",
        "subsumed_origin",
        "options_listed",
        "authorization_not_covered",
        "safelisted_expose",
        "max_age_capped",
    ];
    let builder = || {
        Policy::builder()
            .origins([
                "https://a.example",
                "https://a.example",
                "https://x.b.example",
                "https://*.b.example",
            ])
            .methods(["PUT", "OPTIONS"])
            .any_header()
            .expose(["content-type"])
            .max_age(1_000_000)
    };
    let policy = builder().build().unwrap();
    let codes: Vec<_> = policy.warnings().map(Issue::code).collect();
    assert_eq!(codes, all);
    assert_eq!(builder().allow(all).build().unwrap().warnings().count(), 0);
    let one = builder().allow(["options_listed"]).build().unwrap();
    assert_eq!(one.warnings().count(), all.len() - 1);
    let error = builder().allow(["max_age_caped", "origin_path"]).build().unwrap_err();
    let helps: Vec<_> = error.issues().map(|issue| (issue.code(), issue.help())).collect();
    assert_eq!(helps[0], ("wrong_value", "did you mean `max_age_capped`?"));
    assert_eq!(helps.len(), 2);
    let file =
        r#"{"origins": "any", "headers": "any", "max_age": 1000000, "allow": ["max_age_capped"]}"#;
    assert_eq!(warned(&read(file)).len(), 1);
}
