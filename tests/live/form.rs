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

/// Two ways to write the same value of a key.
const SAME: &[(&str, &str)] = &[
    (r#""origins": "*""#, r#""origins": "any""#),
    (r#""origins": ["*"]"#, r#""origins": "any""#),
    (r#""origins": "https://a.example""#, r#""origins": ["https://a.example"]"#),
    (r#""origins": "http://localhost:*""#, r#""origins": ["http://localhost:*"]"#),
    (r#""origins": "any", "methods": "*""#, r#""origins": "any", "methods": "any""#),
    (r#""origins": "any", "methods": "PUT""#, r#""origins": "any", "methods": ["PUT"]"#),
    (r#""origins": "any", "headers": "*""#, r#""origins": "any", "headers": "any""#),
    (r#""origins": "any", "headers": "X-Name""#, r#""origins": "any", "headers": ["x-name"]"#),
    (r#""origins": "any", "expose": "*""#, r#""origins": "any", "expose": "any""#),
    (r#""origins": "any", "expose": "x-total""#, r#""origins": "any", "expose": ["x-total"]"#),
    (r#""origins": "any", "max_age": "600""#, r#""origins": "any", "max_age": 600"#),
    (r#""origins": "any", "max_age": "10m""#, r#""origins": "any", "max_age": 600"#),
    (r#""origins": "any", "methods": null"#, r#""origins": "any""#),
    (r#""origins": "any", "headers": null"#, r#""origins": "any""#),
    (r#""origins": "any", "expose": null"#, r#""origins": "any""#),
    (r#""origins": "any", "credentials": null"#, r#""origins": "any""#),
    (r#""origins": "any", "max_age": null"#, r#""origins": "any""#),
    (r#""origins": "any", "disabled": null"#, r#""origins": "any""#),
    (r#""origins": "any", "reject_unlisted": null"#, r#""origins": "any""#),
    (r#""origins": "any", "preflight_status": null"#, r#""origins": "any""#),
    (r#""origins": "any", "dangerous": null"#, r#""origins": "any""#),
    (r#""origins": "any", "allow": null"#, r#""origins": "any""#),
    (r#""disabled": true, "origins": null, "max_age": null"#, r#""disabled": true"#),
];

#[test]
fn a_value_has_several_forms() {
    for (left, right) in SAME {
        let [left, right] = [left, right].map(|keys| format!("{{{keys}}}"));
        let (one, other) = (json(&left).expect(&left), json(&right).expect(&right));
        assert_eq!(written(&one), written(&other), "{left}");
        assert_eq!(one, other, "{left}");
        // The same in YAML, which is JSON with more forms.
        let yaml: Policy = serde_saphyr::from_str(&left).expect(&left);
        assert_eq!(yaml, other, "{left}");
    }
    let empty: Policy = serde_saphyr::from_str("origins: '*'\nmethods:\nmax_age: ~\n").unwrap();
    assert_eq!(empty, json(r#"{"origins": "any"}"#).unwrap());
}

/// `null` says nothing: what it leaves out is missing as if the key were not there.
#[test]
fn null_is_an_absent_key_and_still_a_key() {
    assert_eq!(codes(&refused(r#"{"origins": null}"#)), ["missing_origins"]);
    assert_eq!(codes(&refused(r#"{"origins": null, "origins": "any"}"#)), ["duplicate_key"]);
    assert_eq!(codes(&refused(r#"{"origins": "any", "policy": null}"#)), ["unknown_key"]);
    assert_eq!(codes(&refused(r#"{"origins": "any", "max-age": null}"#)), ["unknown_key"]);
}

/// An application that lets everybody in with credentials by default is told so once.
#[test]
fn everybody_with_credentials_is_one_mistake() {
    for origins in [r#""*""#, r#""any""#, r#"["*"]"#] {
        let message = refused(&format!(r#"{{"origins": {origins}, "credentials": true}}"#));
        assert_eq!(codes(&message), ["any_origin_with_credentials"], "{message}");
        let help = "help: list the origins that may use credentials, or remove `credentials`; a policy for everybody as the shadow of that list tells who else asks\n";
        assert!(message.contains(help), "{message}");
    }
    let exposed = r#"{"origins": "https://a.example", "credentials": true, "expose": "*"}"#;
    let message = refused(exposed);
    assert_eq!(codes(&message), ["any_expose_with_credentials"], "{message}");
    let help = "help: list the headers that scripts may read, for example `[\"x-name\"]`\n";
    assert!(message.contains(help), "{message}");
}

#[test]
fn keys_are_found_in_other_spellings() {
    for (written, meant) in [
        ("max-age", "max_age"),
        ("maxAge", "max_age"),
        ("reject-unlisted", "reject_unlisted"),
        ("preflightStatus", "preflight_status"),
        ("allow-credentials", "credentials"),
        ("allowedOrigins", "origins"),
        ("Access-Control-Allow-Headers", "headers"),
        ("Access-Control-Max-Age", "max_age"),
    ] {
        let message = refused(&format!(r#"{{"origins": "any", "{written}": null}}"#));
        assert!(message.contains(&format!("help: did you mean `{meant}`?\n")), "{message}");
    }
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
        r#"{"origins": "*", "headers": ["*", "authorization"], "methods": "*", "max_age": 0}"#,
        r#"{"origins": "https://a.example", "methods": [], "headers": [], "expose": []}"#,
    ];
    for text in policies {
        let policy = json(text).unwrap();
        let first = written(&policy);
        assert_eq!(written(&json(&first).unwrap()), first);
        assert_eq!(json(&first).unwrap(), policy, "{first}");
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
        ("1.5", "1.5"),
        ("600.0", "600.0"),
        ("{\"a\": [1]}", "{…}"),
        ("[1, \"https://a.example\"]", "[1, \"https://a.example\"]"),
        ("[null]", "[null]"),
        ("\"https://a.example,https://b.example\"", "\"https://a.example,https://b.example\""),
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
