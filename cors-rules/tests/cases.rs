//! The shared table of examples, `tests/rules/cases.json`: each rule reports what it should, where
//! it should, and nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drafts;

use std::collections::BTreeSet;

use cors_rules::{Issue, RULES, Rule, Severity, check};
use drafts::{Case, read_cases};

/// Rules that `check` does not apply: those about the grammar of the attribute (`wrong_value` it
/// reports for `env("")` alone), and what is asked when a server starts.
const GRAMMAR: &[Rule] = &[
    Rule::UnknownKey,
    Rule::DuplicateKey,
    Rule::ConflictingKeys,
    Rule::MisplacedAttribute,
    Rule::EmptyAttribute,
    Rule::PolicyWithoutMethods,
];

#[test]
fn every_case_of_the_table() {
    let cases = read_cases();
    let failures: Vec<String> = cases.iter().filter_map(|case| judge(case).err()).collect();
    println!("{} cases", cases.len());
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

fn judge(case: &Case) -> Result<(), String> {
    let checked = check(&case.draft);
    let codes: Vec<&str> = checked.issues.iter().map(Issue::code).collect();
    let fail = |what: &str| Err(format!("{}: {what}; found {codes:?}", case.line));
    let mut other_errors = checked.errors().filter(|issue| issue.code() != case.code);
    if other_errors.next().is_some() {
        return fail("another error");
    }
    let found: Vec<&Issue> =
        checked.issues.iter().filter(|issue| issue.code() == case.code).collect();
    let [issue] = found.as_slice() else {
        let as_expected = found.is_empty() && !case.refused && checked.policy.is_some();
        return if as_expected { Ok(()) } else { fail("not exactly this finding") };
    };
    if !case.refused {
        return fail("refused");
    }
    if checked.policy.is_some() == (issue.severity() == Severity::Error) {
        return fail("the policy does not follow from the findings");
    }
    if (issue.field(), issue.place().entry) != (case.key.as_str(), case.entry) {
        return fail(&format!("it is at {:?}", issue.place()));
    }
    if case.help.as_ref().is_some_and(|help| help != issue.help()) {
        return fail(&format!("the help is {:?}", issue.help()));
    }
    let marked = issue.mark().map(|mark| issue.value()[mark].to_owned());
    if case.mark.is_some() && case.mark != marked {
        return fail(&format!("the mark is {marked:?}"));
    }
    Ok(())
}

#[test]
fn every_rule_has_an_accepted_and_a_refused_example() {
    let cases = read_cases();
    let codes = |refused: bool| -> BTreeSet<&str> {
        cases.iter().filter(|case| case.refused == refused).map(|case| case.code.as_str()).collect()
    };
    let expected: BTreeSet<&str> =
        RULES.iter().filter(|row| !GRAMMAR.contains(&row.rule)).map(|row| row.code).collect();
    assert_eq!(codes(true), expected);
    assert_eq!(codes(false), expected);
}

/// All problems of all keys are reported together, in the order of the keys and their entries.
#[test]
fn everything_is_reported_at_once() {
    let draft = drafts::read_draft(&serde_json::json!({
        "origins": ["null", "https://a.example/", "*", "http://b.example"],
        "methods": ["TRACE", "", "PUT"],
        "headers": ["Cookie", "Access-Control-Max-Age"],
        "expose": ["Set-Cookie", "*"],
        "credentials": true,
        "max_age": -7,
        "preflight_status": 404,
    }));
    let found: Vec<(&str, Option<usize>)> =
        check(&draft).issues.iter().map(|issue| (issue.code(), issue.place().entry)).collect();
    let expected = [
        ("origin_null", Some(0)),
        ("origin_trailing_slash", Some(1)),
        ("any_origin_with_credentials", Some(2)),
        ("any_origin_with_list", Some(3)),
        ("method_forbidden", Some(0)),
        ("method_invalid", Some(1)),
        ("header_forbidden", Some(0)),
        ("header_is_response_header", Some(1)),
        ("expose_forbidden", Some(0)),
        ("any_expose_with_credentials", Some(1)),
        ("max_age_invalid", None),
        ("preflight_status_invalid", None),
    ];
    assert_eq!(found, expected);
}

/// Messages follow one style: lower case, no full stop; and helps that offer an origin offer one
/// that is accepted.
#[test]
fn messages_are_in_style_and_helps_are_accepted() {
    for case in read_cases().iter().filter(|case| case.refused) {
        for issue in check(&case.draft).issues {
            for text in [issue.message(), issue.help()] {
                assert!(!text.is_empty() && !text.ends_with('.'), "{}: {text}", case.line);
                assert!(!text.starts_with(char::is_uppercase), "{}: {text}", case.line);
                assert!(!text.contains(char::is_control), "{}: {text}", case.line);
            }
            assert!(issue.see().starts_with("https://"));
            let offered =
                issue.help().strip_prefix("write `\"").and_then(|rest| rest.strip_suffix("\"`"));
            let is_about_one_origin = case.key == "origins" && issue.rule() != Rule::OriginList;
            if let Some(origin) = offered
                .filter(|text| is_about_one_origin && !text.contains(['"', '`']) && *text != "*")
            {
                assert!(
                    cors_rules::OriginPattern::parse(origin).is_ok(),
                    "{}: {origin}",
                    case.line
                );
            }
        }
    }
}

/// The examples in the table of rules, which are the text of the reference, are refused and
/// accepted as they claim.
#[test]
fn the_table_of_rules_is_complete() {
    for (index, row) in RULES.iter().enumerate() {
        assert_eq!(row.rule as usize, index);
        assert_eq!(Rule::named(row.code), Some(row.rule));
        assert!(!row.accepted.is_empty() && !row.summary.ends_with('.'), "{}", row.code);
    }
    let first_warning = RULES.iter().position(|row| row.severity == Severity::Warning).unwrap();
    assert!(RULES[first_warning..].iter().all(|row| row.severity == Severity::Warning));
    for (index, row) in cors_rules::KEYS.iter().enumerate() {
        assert_eq!(row.key as usize, index);
        assert_eq!(cors_rules::Key::named(row.name), Some(row.key));
    }
}

/// Long forms are written for a terminal, too: few lines, none too long, whole sentences.
#[test]
fn long_forms_are_in_style() {
    for row in RULES {
        let long = row.rule.long_form();
        assert!((1..=5).contains(&long.otherwise.len()), "{}", row.code);
        for line in long.otherwise {
            assert!(line.chars().count() <= 110 && !line.ends_with('.'), "{}: {line}", row.code);
        }
        for text in [long.meaning, long.remedy] {
            assert!(
                text.ends_with('.') && text.starts_with(|c: char| c == '`' || c.is_uppercase())
            );
            assert!(!text.contains("  "), "{}: {text}", row.code);
        }
        assert!(long.links.iter().all(|link| link.starts_with("https://")), "{}", row.code);
    }
}
