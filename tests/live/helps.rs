//! What builder, files and the environment are told to write: in words of their own, and what a help says to write is
//! accepted when it is written.

use std::ffi::OsStr;
use std::time::Duration;

use cors_runtime::{OriginSet, Policy, PolicyBuilder};

use crate::child;
use crate::environment::VARIABLE;
use crate::form::written;

static TENANTS: OriginSet = OriginSet::new();

/// Codes and helps of a policy that is refused.
fn told(builder: PolicyBuilder) -> Vec<(String, String)> {
    let error = builder.build().expect_err("refused");
    error.issues().map(|issue| (issue.code().to_owned(), issue.help().to_owned())).collect()
}

#[track_caller]
fn assert_told(builder: PolicyBuilder, code: &str, help: &str) {
    assert_eq!(told(builder), [(code.to_owned(), help.to_owned())]);
}

fn listed() -> PolicyBuilder {
    Policy::builder().origins(["https://a.example"])
}

#[test]
fn each_key_of_a_builder_is_said_once() {
    let keep = "keep one of the two calls";
    let twice: [fn() -> PolicyBuilder; 16] = [
        || listed().origins(["https://b.example"]),
        || listed().methods(["PUT"]).methods(["DELETE"]),
        || listed().headers(["x-a"]).headers(["x-b"]),
        || listed().expose(["x-a"]).expose(["x-b"]),
        || listed().credentials(true).credentials(false),
        || listed().max_age(5).max_age(5),
        || listed().max_age(None::<u32>).max_age(5),
        || listed().max_age(Duration::from_secs(5)).max_age("5s"),
        || listed().any_method().any_method(),
        || listed().any_header().any_header(),
        || listed().any_header_and_authorization().any_header_and_authorization(),
        || listed().expose_any().expose_any(),
        || listed().allow(["max_age_capped"]).allow(["duplicate_entry"]),
        || listed().reject_unlisted(true).reject_unlisted(true),
        || listed().preflight_status(200).preflight_status(204),
        || {
            Policy::builder()
                .origins(["null"])
                .dangerous_null_origin(true)
                .dangerous_null_origin(true)
        },
    ];
    for builder in twice {
        assert_told(builder(), "duplicate_key", keep);
    }
    assert_told(listed().origin_set(&TENANTS), "duplicate_key", keep);
    assert_told(listed().origins_from_env("NOT_SET"), "duplicate_key", keep);
    assert_told(listed().methods(["PUT"]).any_method(), "duplicate_key", keep);
    assert_told(listed().expose_any().expose(["x-a"]), "duplicate_key", keep);
    let beside = "keep one of the two calls; `.any_header_and_authorization()` is every header together with the one \
                  that `*` does not cover";
    assert_told(listed().any_header().headers(["authorization"]), "duplicate_key", beside);
    assert_told(listed().any_header_and_authorization().any_header(), "duplicate_key", beside);
    assert!(listed().any_header_and_authorization().build().is_ok());
}

#[test]
fn any_origin_beside_a_list_contradicts_it_in_any_order() {
    let keep = "keep one of the two calls";
    assert_told(listed().any_origin(), "any_origin_with_list", keep);
    assert_told(
        Policy::builder().any_origin().origins(["https://a.example"]),
        "any_origin_with_list",
        keep,
    );
    assert_told(Policy::builder().any_origin().origin_set(&TENANTS), "any_origin_with_list", keep);
    assert_told(Policy::builder().any_origin().any_origin(), "duplicate_key", keep);
    let error = listed().any_origin().build().unwrap_err().to_string();
    assert!(error.contains("`.origins(…)` means nothing beside `.any_origin()`"), "{error}");
}

/// The first call stands, and is checked like any other.
#[test]
fn a_repeated_call_hides_no_other_problem() {
    let builder = Policy::builder()
        .origins(["https://a.example/"])
        .origins(["https://b.example"])
        .methods(["TRACE"]);
    let codes: Vec<String> = told(builder).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["duplicate_key", "origin_trailing_slash", "method_forbidden"]);
}

/// An error in `main` is printed by `{:?}`.
#[test]
fn debug_prints_what_display_prints() {
    let error = listed().any_origin().build().unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
    assert!(format!("{error:?}").starts_with("error: `.origins(…)` means nothing"));
}

#[test]
fn a_builder_is_told_its_own_methods() {
    let missing =
        "add `.origins([\"https://a.example\"])`, or `.any_origin()` for a public resource";
    assert_told(Policy::builder(), "missing_origins", missing);
    assert_told(
        Policy::builder().origins(["any"]),
        "origin_missing_scheme",
        "write `.any_origin()`",
    );
    assert_told(Policy::builder().origins([""; 0]), "empty_origins", "list an origin");
    assert_told(
        Policy::builder().origins(["**"]),
        "origin_bad_wildcard",
        "for every origin write `.any_origin()`",
    );
    assert_told(listed().methods(["any"]), "method_invalid", "write `.any_method()`");
    assert_told(listed().headers(["any"]), "header_invalid", "write `.any_header()`");
    assert_told(listed().expose(["any"]), "expose_invalid", "write `.expose_any()`");
    assert_told(listed().methods(["PUT, patch"]), "method_invalid", "write `\"PUT\", \"PATCH\"`");
    assert_told(
        listed().methods(["patch"]),
        "method_case",
        "write `\"PATCH\"`, here and in the script",
    );
    assert_told(
        Policy::builder().any_origin().credentials(true),
        "any_origin_with_credentials",
        "list the origins that may use credentials, or remove `.credentials(true)`; a policy for everybody as the shadow of that list tells who else asks",
    );
    assert_told(
        Policy::builder().origins(["http://a.example"]).credentials(true),
        "insecure_origin_with_credentials",
        "write `\"https://a.example\"`, or remove `.credentials(true)` \
         (`.dangerous_insecure_origins(true)` admits it all the same)",
    );
    assert_told(listed().dangerous_null_origin(true), "unused_danger", "remove it");
    assert_told(
        listed().preflight_status(302),
        "preflight_status_invalid",
        "leave it out for 204, or choose one of these, for example `.preflight_status(200)`",
    );
    assert_told(
        listed().headers(["access-control-allow-credentials"]),
        "header_is_response_header",
        "remove it; the policy sends it, as `.credentials(…)` says",
    );
}

/// A key, what is wrong in a file, and the help.
const FILES: &[(&str, &str, &str)] = &[
    ("origins", r#""ANY""#, r#"write `"any"`"#),
    ("origins", r#"["any"]"#, r#"write `"any"` in place of the list"#),
    (
        "origins",
        r#"["*", "https://a.example"]"#,
        r#"keep `"any"` alone for everybody, or remove `"*"`"#,
    ),
    ("origins", r#""a.example/""#, r#"write `"https://a.example"`"#),
    (
        "origins",
        r#""https://a.example, b.example""#,
        r#"write `["https://a.example", "https://b.example"]`"#,
    ),
    ("origins", r#"["http://localhost*"]"#, r#"write `"http://localhost:*"`"#),
    (
        "origins",
        r#""""#,
        "an origin is a scheme, `://` and a host, for example `https://a.example`",
    ),
    ("origins", "5", "it is a text or a list of texts, for example …"),
    (
        "origins",
        r#""env(\"APP\")""#,
        "an origin is a scheme, `://` and a host, for example `https://a.example`",
    ),
    (
        "origins",
        r#""from(TENANTS)""#,
        "an origin is a scheme, `://` and a host, for example `https://a.example`",
    ),
    ("origins", r#"{"env": "APP"}"#, "it is a text or a list of texts, for example …"),
    ("methods", r#""patch""#, r#"write `"PATCH"`, here and in the script"#),
    ("methods", r#""put, PURGE""#, r#"write `["PUT", "PURGE"]`"#),
    ("methods", r#"["any"]"#, r#"write `"any"` in place of the list"#),
    ("methods", r#"["GET PUT"]"#, r#"write `"GET", "PUT"`"#),
    ("headers", r#""content type""#, r#"write `"content-type"`"#),
    ("headers", r#""x-a, x-b""#, r#"write `["x-a", "x-b"]`"#),
    ("headers", r#""*, authorization""#, r#"write `["*", "authorization"]`"#),
    ("headers", r#"["* authorization"]"#, r#"write `"*", "authorization"`"#),
    ("expose", r#""*, authorization""#, "a header name is one word, for example `x-name`"),
    ("headers", r#""Any""#, r#"write `"any"`"#),
    ("headers", r#"["any"]"#, r#"write `"any"` in place of the list"#),
    ("headers", "true", "it is a text or a list of texts, for example …"),
    ("expose", r#"["any"]"#, r#"write `"any"` in place of the list"#),
    ("expose", r#""x total""#, r#"write `"x-total"`"#),
    ("credentials", r#""true""#, "write `true`"),
    ("credentials", r#""yes""#, "write `true`"),
    ("credentials", r#""include""#, "it is `true` or `false`"),
    ("max_age", r#""10 min""#, r#"write `"10m"`"#),
    ("max_age", "-1", "write `0` to turn the cache off"),
    ("max_age", r#""-1""#, "write `0` to turn the cache off"),
    ("max_age", r#""99999999999""#, "no browser keeps it longer than a day, `86400`"),
    ("max_age", r#""""#, "an age is seconds, or one number with a unit: …"),
    ("max_age", "600.0", "it is a number of seconds, for example …"),
    ("max_age", "true", "it is a number of seconds, for example …"),
    ("preflight_status", r#""200""#, "write `200`"),
    ("preflight_status", "302", "leave it out for 204, or choose one of these, for example `200`"),
    ("dangerous", r#""null_origin""#, r#"write `["null_origin"]`"#),
    ("allow", r#""max_age_capped""#, r#"write `["max_age_capped"]`"#),
];

/// A file with the key and what is needed beside it.
fn file(key: &str, value: &str) -> String {
    let origins = if key == "dangerous" {
        r#"["https://a.example", "null"]"#
    } else {
        r#"["https://a.example"]"#
    };
    match key {
        "origins" => format!(r#"{{"origins": {value}}}"#),
        _ => format!(r#"{{"origins": {origins}, "{key}": {value}}}"#),
    }
}

#[test]
fn a_file_is_told_what_it_can_hold() {
    for (key, value, expected) in FILES {
        let error = serde_json::from_str::<Policy>(&file(key, value)).expect_err(value).to_string();
        let (_, help) = error.split_once("\nhelp: ").expect("a help");
        let (help, rest) = help.split_once('\n').expect("a link");
        assert!(!rest.contains("help: "), "{key} = {value} is one mistake:\n{error}");
        match expected.split_once('…') {
            Some((start, _)) => assert!(help.starts_with(start), "{key} = {value}: {help}"),
            None => assert_eq!(help, *expected, "{key} = {value}"),
        }
        let Some((suggestion, _)) =
            help.strip_prefix("write `").and_then(|rest| rest.split_once('`'))
        else {
            continue;
        };
        // One entry for another, or the whole value.
        let is_entry = value.starts_with('[') && !help.contains("in place of");
        let fixed = if is_entry { format!("[{suggestion}]") } else { suggestion.to_owned() };
        let policy = serde_json::from_str::<Policy>(&file(key, &fixed));
        assert!(policy.is_ok(), "{key} = {value} leads to {fixed}: {policy:?}");
    }
}

#[test]
fn no_help_for_a_file_speaks_of_attributes() {
    for (key, value, _) in FILES {
        let error = serde_json::from_str::<Policy>(&file(key, value)).expect_err(value).to_string();
        let (_, help) = error.split_once("\nhelp: ").expect("a help");
        for word in ["env(", "from(", "= any", "= [", "#[cors", "PATH", "`."] {
            assert!(!help.contains(word), "{key} = {value}: {help}");
        }
    }
    for key in ["policy", "crate"] {
        let error = serde_json::from_str::<Policy>(&file(key, "\"x\"")).unwrap_err().to_string();
        assert!(error.contains("help: write the keys of the policy itself"), "{error}");
    }
    let error = serde_json::from_str::<Policy>(r#"{"zzz": 1}"#).unwrap_err().to_string();
    let known = "the keys are `origins`, `methods`, `headers`, `expose`, `credentials`, `max_age`, `disabled`";
    assert!(error.contains(known) && !error.contains("`crate`"), "{error}");
}

/// A suggestion means what was written, whatever its form.
#[test]
fn a_file_that_follows_its_help_says_what_was_meant() {
    let policy = |value: &str| written(&serde_json::from_str(&file("origins", value)).unwrap());
    assert_eq!(policy(r#""any""#), r#"{"origins":"any"}"#);
    assert_eq!(policy(r#"["https://a.example"]"#), r#"{"origins":["https://a.example"]}"#);
    assert_eq!(policy(r#"["http://localhost:*"]"#), r#"{"origins":["http://localhost:*"]}"#);
}

fn checks(value: &str) -> String {
    let variables =
        [("APP", OsStr::new("open")), ("ASK", OsStr::new("")), (VARIABLE, OsStr::new(value))];
    child::program("checks", &variables).text
}

#[test]
fn the_environment_is_told_what_a_variable_can_hold() {
    for (value, help, fixed) in [
        ("any", "help: write `*` alone", "*"),
        ("http://localhost*", "help: write `http://localhost:*`", "http://localhost:*"),
        ("a.example", "help: write `https://a.example`", "https://a.example"),
        ("\"https://a.example\"", "help: write `https://a.example`", "https://a.example"),
        (
            "https://a.example;https://b.example",
            "help: write `https://a.example,https://b.example`",
            "https://a.example,https://b.example",
        ),
    ] {
        let text = checks(value);
        assert!(text.contains("REFUSED 1 problems") && text.contains(help), "{value}: {text}");
        assert!(!text.contains("origins = any"), "{value}: {text}");
        assert!(checks(fixed).contains("READY"), "{fixed}");
    }
}
