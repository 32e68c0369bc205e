//! Policies in configuration files: the three formats, every problem in one error, and writing.

use std::sync::Arc;

use cors_runtime::{OriginSet, Policy};
use cors_tests::{Ask, Seat, Spy, ask};

use crate::events::Events;

const JSON: &str = r#"{
    "origins": ["https://a.example", "https://*.b.example", "http://localhost:*"],
    "methods": ["PUT", "PURGE"],
    "headers": ["content-type", "x-name"],
    "expose": ["name"],
    "credentials": true,
    "max_age": "10m",
    "reject_unlisted": true,
    "preflight_status": 200
}"#;

const TOML: &str = r#"
origins = ["https://a.example", "https://*.b.example", "http://localhost:*"]
methods = ["PUT", "PURGE"]
headers = ["content-type", "x-name"]
expose = ["name"]
credentials = true
max_age = "10m"
reject_unlisted = true
preflight_status = 200
"#;

const YAML: &str = r#"
origins:
  - https://a.example
  - https://*.b.example
  - "http://localhost:*"
methods: [PUT, PURGE]
headers: [content-type, x-name]
expose: [name]
credentials: true
max_age: 10m
reject_unlisted: true
preflight_status: 200
"#;

/// What a policy says, without where it was written.
pub(crate) fn written(policy: &Policy) -> String {
    serde_json::to_string(policy).unwrap()
}

fn json(text: &str) -> Result<Policy, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn refused(text: &str) -> String {
    json(text).map(|policy| panic!("accepted: {policy:?}")).unwrap_err()
}

/// The codes in a message, in order.
fn codes(message: &str) -> Vec<&str> {
    message.split("[cors::").skip(1).map(|rest| rest.split(']').next().unwrap()).collect()
}

#[test]
fn the_three_formats_and_the_builder_say_the_same() {
    let built = Policy::builder()
        .origins(["https://a.example", "https://*.b.example", "http://localhost:*"])
        .methods(["PUT", "PURGE"])
        .headers(["content-type", "x-name"])
        .expose(["name"])
        .credentials(true)
        .max_age(600)
        .reject_unlisted(true)
        .preflight_status(200)
        .build()
        .unwrap();
    assert_eq!(written(&json(JSON).unwrap()), written(&built));
    assert_eq!(written(&toml::from_str(TOML).unwrap()), written(&built));
    assert_eq!(written(&serde_saphyr::from_str(YAML).unwrap()), written(&built));
}

#[test]
fn any_and_the_small_forms() {
    let policy = json(
        r#"{"origins": "any", "methods": "any", "headers": "any", "expose": "any", "max_age": 0}"#,
    );
    assert_eq!(
        written(&policy.unwrap()),
        r#"{"origins":"any","methods":"any","headers":"any","expose":"any","max_age":0}"#
    );
    let star = json(r#"{"origins": ["*"], "headers": ["*", "Authorization"]}"#).unwrap();
    assert_eq!(written(&star), r#"{"origins":"any","headers":["*","authorization"]}"#);
    assert_eq!(written(&json(r#"{"disabled": true}"#).unwrap()), r#"{"disabled":true}"#);
}

#[test]
fn a_policy_that_was_written_reads_as_the_same_in_each_format() {
    let policies = [
        JSON,
        r#"{"origins": "any", "expose": "any"}"#,
        r#"{"origins": ["http://a.example", "https://*.github.io", "null"], "credentials": true,
            "dangerous": ["insecure_origins", "public_suffixes", "null_origin"]}"#,
        r#"{"origins": ["http://192.168.0.0/16:*", "http://[fd00::/8]:8080", "moz-extension://*"], "credentials": true,
            "dangerous": ["insecure_origins", "any_extension"]}"#,
        r#"{"origins": ["https://a.example"], "expose": ["x-a", "x-b"], "headers": ["x-b", "x-a"], "methods": ["PUT"]}"#,
        r#"{"disabled": true}"#,
    ];
    for text in policies {
        let policy = json(text).unwrap();
        let first = written(&policy);
        assert_eq!(written(&json(&first).unwrap()), first);
        let toml_text = toml::to_string(&policy).unwrap();
        assert_eq!(written(&toml::from_str(&toml_text).unwrap()), first, "{toml_text}");
        let yaml_text = serde_saphyr::to_string(&policy).unwrap();
        assert_eq!(written(&serde_saphyr::from_str(&yaml_text).unwrap()), first, "{yaml_text}");
    }
}

#[test]
fn every_problem_is_in_the_one_error() {
    let message = refused(
        r#"{
            "orgins": ["https://a.example"],
            "allowed_headers": ["x"],
            "methods": ["patch", "TRACE"],
            "credentials": "yes",
            "max_age": true,
            "expose": ["set-cookie"],
            "dangerous": ["insecure_origin"],
            "allow": ["origin_path"],
            "preflight_status": 302
        }"#,
    );
    let mut found = codes(&message);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "expose_forbidden",
            "method_case",
            "method_forbidden",
            "preflight_status_invalid",
            "unknown_key",
            "unknown_key",
            "wrong_value",
            "wrong_value",
            "wrong_value",
            "wrong_value"
        ],
        "{message}"
    );
    for part in [
        "did you mean `origins`?",
        "did you mean `headers`?",
        "did you mean `insecure_origins`?",
        "`\"yes\"` is not a value of `credentials`",
        "`true` is not a value of `max_age`",
        "`origin_path` is an error, and no error can be allowed",
    ] {
        assert!(message.contains(part), "`{part}` is not in:\n{message}");
    }
}

#[test]
fn values_of_a_wrong_shape_are_refused_without_hiding_the_rest() {
    for (value, shown) in [
        ("null", "null"),
        ("1.5", "1.5"),
        ("{\"a\": [1]}", "{…}"),
        ("[1, \"https://a.example\"]", "[1, \"https://a.example\"]"),
        ("\"https://a.example\"", "\"https://a.example\""),
        ("18446744073709551616", "18446744073709552000"),
    ] {
        let message = refused(&format!(r#"{{"origins": {value}, "methods": ["CONNECT"]}}"#));
        assert_eq!(codes(&message), ["wrong_value", "method_forbidden"], "{message}");
        assert!(message.contains(&format!("`{shown}` is not a value of `origins`")), "{message}");
    }
    assert_eq!(codes(&refused(r#"{"origins": "any", "max_age": -1}"#)), ["max_age_invalid"]);
    assert_eq!(codes(&refused(r#"{"origins": "any", "max_age": "soon"}"#)), ["max_age_invalid"]);
}

#[test]
fn keys_are_written_once_and_make_sense_together() {
    assert_eq!(codes(&refused(r#"{"origins": "any", "origins": "any"}"#)), ["duplicate_key"]);
    let message = refused(r#"{"disabled": true, "origins": "any", "max_age": 5}"#);
    assert_eq!(codes(&message), ["conflicting_keys", "conflicting_keys"]);
    assert_eq!(codes(&refused(r#"{"origins": "any", "policy": "PARTNERS"}"#)), ["unknown_key"]);
    assert_eq!(codes(&refused("{}")), ["missing_origins"]);
    assert_eq!(codes(&refused(r#"{"origins": []}"#)), ["empty_origins"]);
    json(r#"{"origins": "any", "max_age": 1000000, "allow": ["max_age_capped"]}"#).unwrap();
}

#[test]
fn errors_of_toml_and_yaml_say_the_same() {
    let toml_error =
        toml::from_str::<Policy>("origins = [\"https://a.example/\"]\nmethod = [\"PUT\"]")
            .unwrap_err()
            .to_string();
    assert_eq!(codes(&toml_error), ["unknown_key", "origin_trailing_slash"], "{toml_error}");
    let yaml_error =
        serde_saphyr::from_str::<Policy>("origins: [https://a.example/]\nmethod: [PUT]")
            .unwrap_err()
            .to_string();
    let mut found = codes(&yaml_error);
    found.dedup();
    assert!(found.starts_with(&["unknown_key", "origin_trailing_slash"]), "{yaml_error}");
    assert!(toml::from_str::<Policy>("origins = 1979-05-27").is_err());
}

#[test]
fn a_policy_is_a_field_among_others() {
    #[derive(serde::Deserialize)]
    struct Settings {
        port: u16,
        cors: Policy,
    }
    let settings: Settings =
        toml::from_str("port = 8080\n[cors]\norigins = [\"https://a.example\"]").unwrap();
    assert_eq!((settings.port, written(&settings.cors).len() > 2), (8080, true));
}

#[test]
fn origins_that_are_known_only_at_run_time_are_not_written() {
    static SET: OriginSet = OriginSet::new();
    let policy = Policy::builder().origin_set(&SET).build().unwrap();
    let error = serde_json::to_string(&policy).unwrap_err().to_string();
    assert!(error.contains("known only at run time"), "{error}");
}

/// Many requests of one policy that was read are refused; one request of another is then refused,
/// too.
#[actix_web::test]
async fn a_policy_that_was_read_or_built_silences_no_other() {
    let read = || json(r#"{ "origins": ["https://a.example"] }"#).unwrap();
    let built = || Policy::builder().origins(["https://a.example"]).build().unwrap();
    for make in [&read as &dyn Fn() -> Policy, &built] {
        let events = Events::default();
        let guard = tracing::subscriber::set_default(events.clone());
        let (loud, other) = (Arc::new(make()), Arc::new(make()));
        for _ in 0..100 {
            let flood = Ask::from("https://flood.example");
            ask(Seat::App, loud.clone(), &Spy::new(), &flood).await;
        }
        ask(Seat::App, other, &Spy::new(), &Ask::from("https://stranger.example")).await;
        drop(guard);
        assert_eq!(events.count("value=\"https://flood.example\""), 10);
        assert_eq!(events.count("value=\"https://stranger.example\""), 1);
    }
}
