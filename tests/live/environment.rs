//! Origins of an environment variable: what a server does with each value of it. Every case is a process of its own.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use crate::child;

/// The variable of all policies of the program.
pub(crate) const VARIABLE: &str = "APP_ORIGINS";

fn checks(app: &str, value: Option<&str>, ask: &str) -> String {
    let mut variables = vec![("APP", OsStr::new(app)), ("ASK", OsStr::new(ask))];
    variables.extend(value.map(|value| (VARIABLE, OsStr::new(value))));
    let outcome = child::program("checks", &variables);
    assert!(outcome.success, "{}", outcome.text);
    outcome.text
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
}

#[test]
fn entries_are_separated_by_commas_blanks_and_line_breaks() {
    let text = checks(
        "open",
        Some("https://a.example, https://*.b.example\n\thttp://localhost:*,,https://c.example\r\n"),
        "https://a.example https://x.b.example http://localhost:1 https://c.example https://d.example",
    );
    assert_has(
        &text,
        &[
            "READY",
            "https://a.example -> 200 Some(\"https://a.example\")",
            "https://x.b.example -> 200 Some(\"https://x.b.example\")",
            "http://localhost:1 -> 200 Some(\"http://localhost:1\")",
            "https://c.example -> 200 Some(\"https://c.example\")",
            "https://d.example -> 200 None",
        ],
    );
}

#[test]
fn a_variable_that_is_not_set_is_an_error_that_names_it() {
    let text = checks("open", None, "");
    assert_has(
        &text,
        &[
            "REFUSED 1 problems",
            "`open` at ",
            "process/main.rs:",
            "environment variable `APP_ORIGINS` is not set [cors::missing_origins]",
            "help: set it to origins separated by commas: `APP_ORIGINS=https://a.example`",
        ],
    );
}

#[test]
fn a_variable_without_origins_is_an_error_even_with_a_default() {
    for value in ["", " , \n"] {
        for app in ["open", "strict"] {
            let text = checks(app, Some(value), "");
            assert_has(&text, &["REFUSED 1", "`APP_ORIGINS` is empty [cors::empty_origins]"]);
        }
    }
}

#[test]
fn a_variable_that_is_no_text_is_an_error() {
    let value = OsStr::from_bytes(b"https://\xff.example");
    let variables = [("APP", OsStr::new("strict")), (VARIABLE, value)];
    let text = child::program("checks", &variables).text;
    assert_has(&text, &["REFUSED 1", "`APP_ORIGINS` is not UTF-8 [cors::wrong_value]"]);
}

#[test]
fn the_default_is_for_a_variable_that_is_not_set() {
    let text = checks("strict", None, "https://default.example https://a.example");
    assert_has(
        &text,
        &["READY", "https://default.example -> 200 Some", "https://a.example -> 403 None"],
    );
    let text =
        checks("strict", Some("https://a.example"), "https://default.example https://a.example");
    assert_has(
        &text,
        &["READY", "https://default.example -> 403 None", "https://a.example -> 200 Some"],
    );
}

#[test]
fn every_problem_of_every_policy_is_listed() {
    let text = checks(
        "both",
        Some("https://a.example/,http://b.example,https://*.github.io,https://c.example"),
        "",
    );
    assert_has(
        &text,
        &[
            "REFUSED 2 problems",
            "policy `open`",
            "policy `strict`",
            "[cors::origin_trailing_slash]",
            "--> environment variable `APP_ORIGINS`, entry 1",
            "[cors::insecure_origin_with_credentials]",
            "--> environment variable `APP_ORIGINS`, entry 2",
            "[cors::public_suffix_with_credentials]",
            "--> environment variable `APP_ORIGINS`, entry 3",
        ],
    );
    assert_eq!(text.matches("[cors::").count(), 4, "one for `open`, three for `strict`:\n{text}");
}

#[test]
fn any_is_one_star_and_never_goes_with_credentials() {
    let text = checks("open", Some(" * "), "https://a.example null");
    assert_has(
        &text,
        &["READY", "https://a.example -> 200 Some(\"*\")", "null -> 200 Some(\"*\")"],
    );
    for app in ["strict", "lenient"] {
        let text = checks(app, Some("*"), "");
        assert_has(&text, &["REFUSED 1", "[cors::any_origin_with_credentials]"]);
    }
    let text = checks("open", Some("*,https://a.example"), "");
    assert_has(&text, &["REFUSED 1", "[cors::any_origin_with_list]"]);
}

#[test]
fn escapes_hold_for_the_variable_and_need_not_be_used() {
    let value = "http://a.example https://*.github.io null";
    let text = checks(
        "lenient",
        Some(value),
        "http://a.example https://x.github.io null http://b.example",
    );
    assert_has(
        &text,
        &[
            "READY",
            "http://a.example -> 200 Some",
            "https://x.github.io -> 200 Some",
            "null -> 200 Some(\"null\")",
            "http://b.example -> 200 None",
        ],
    );
    assert_has(&checks("lenient", Some("https://a.example"), ""), &["READY"]);
    assert_has(&checks("open", Some("null"), ""), &["REFUSED 1", "[cors::origin_null]"]);
}

#[test]
fn a_server_that_was_not_checked_does_not_start_either() {
    let run = |value: &str| {
        let variables = [("APP", OsStr::new("both")), (VARIABLE, OsStr::new(value))];
        child::program("serves", &variables).text
    };
    let text = run("https://a.example/");
    assert_has(&text, &["so the server does not start", "[cors::origin_trailing_slash]"]);
    // Older versions of actix-server end with a panic of their own.
    let failed = text.contains("ENDED Ok(Err(") && text.contains("exited during startup");
    assert!(failed || text.contains("ENDED Err(JoinError::Panic("), "{text}");
    assert_has(&run("https://a.example"), &["SERVING true"]);
}

#[test]
fn the_middleware_refuses_like_an_annotated_route() {
    let text = child::program("wraps", &[]).text;
    assert_has(&text, &["REFUSED", "process/main.rs:", "`APP_ORIGINS` is not set"]);
    let set = [(VARIABLE, OsStr::new("https://a.example"))];
    assert_has(&child::program("wraps", &set).text, &["READY"]);
}

#[test]
fn the_builder_reads_the_same_and_lists_its_other_problems_too() {
    let text = child::program("builds", &[]).text;
    assert_has(&text, &["`APP_ORIGINS` is not set", "[cors::method_case]", "Ok(())"]);
    let set = [(VARIABLE, OsStr::new("http://a.example,b"))];
    let text = child::program("builds", &set).text;
    assert_has(
        &text,
        &[
            "[cors::insecure_origin_with_credentials]",
            "--> environment variable `APP_ORIGINS`, entry 2",
            "[cors::origin_missing_scheme]",
            "[cors::method_case]",
        ],
    );
}

/// Networks and the extensions of browsers: what a policy has to say before they get credentials.
#[test]
fn families_of_the_environment_follow_the_policy() {
    let value = "http://192.168.0.0/16:*,moz-extension://*,https://10.0.0.0/8";
    let ask = "http://192.168.1.1:81 http://192.169.0.0 moz-extension://a https://10.1.1.1 https://11.0.0.0";
    for app in ["open", "lenient"] {
        let text = checks(app, Some(value), ask);
        assert_has(
            &text,
            &[
                "READY",
                "http://192.168.1.1:81 -> 200 Some(\"http://192.168.1.1:81\")",
                "http://192.169.0.0 -> 200 None",
                "moz-extension://a -> 200 Some(\"moz-extension://a\")",
                "https://10.1.1.1 -> 200 Some(\"https://10.1.1.1\")",
                "https://11.0.0.0 -> 200 None",
            ],
        );
    }
    let text = checks("strict", Some(value), "");
    assert_has(
        &text,
        &[
            "REFUSED 1 problems",
            "[cors::insecure_origin_with_credentials]",
            "--> environment variable `APP_ORIGINS`, entry 1",
            "[cors::any_extension_with_credentials]",
            "--> environment variable `APP_ORIGINS`, entry 2",
        ],
    );
    let text = checks("open", Some("http://10.0.0.1/8,foo://*"), "");
    assert_has(&text, &["REFUSED 1", "[cors::origin_bad_ip]", "[cors::origin_bad_wildcard]"]);
}

#[test]
fn an_empty_variable_switches_the_policy_off_where_the_program_says_so() {
    for (app, unlisted) in [("switched", 403), ("lenient_switched", 200)] {
        let asked = "https://a.example https://default.example";
        for value in ["", " , \n"] {
            let text = checks(app, Some(value), asked);
            let no = format!("https://default.example -> {unlisted} None");
            assert_has(&text, &["READY", &no]);
        }
        let text = checks(app, Some("https://a.example"), asked);
        assert_has(
            &text,
            &["https://a.example -> 200 Some", &format!("default.example -> {unlisted} None")],
        );
        let text = checks(app, None, asked);
        assert_has(&text, &["https://default.example -> 200 Some"]);
    }
    // Whose origins come from elsewhere is not switched off.
    for app in ["own_origins", "own_origins_over_built"] {
        let text = checks(app, Some(""), "https://own.example https://a.example");
        assert_has(&text, &["https://own.example -> 200 Some", "https://a.example -> 200 None"]);
    }
}

#[test]
fn without_it_an_empty_variable_is_an_error_that_names_the_switch() {
    let text = checks("open", Some(""), "");
    assert_has(&text, &["write `origins = env(\"APP_ORIGINS\", empty = disabled)` in the program"]);
}

#[test]
fn a_builder_says_so_too() {
    let text = child::program("switches", &[(VARIABLE, OsStr::new(""))]).text;
    assert_has(
        &text,
        &[
            "is empty [cors::empty_origins]",
            "write `.empty_env_disables(true)`",
            "[cors::method_case]",
            // One that still keeps requests out is not the same.
            "equal to off: true false",
        ],
    );
    assert_eq!(text.matches("refused by").count(), 3, "{text}");
    assert_eq!(text.matches(": CORS is disabled for this route").count(), 3, "{text}");
    assert!(!text.contains("[cors::missing_origins]"), "{text}");
}
