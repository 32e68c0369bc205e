//! What holds for every input: parsing and printing, lookups against a naive oracle, no panic
//! anywhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drafts;
mod strategies;

use cors_rules::constant::{self, Message};
use cors_rules::{
    Danger, Decision, Draft, Entry, FieldLines, Issue, Matched, MaxAgeDraft, Origin, OriginList,
    OriginPattern, OriginsDraft, PortPattern, Request, Rule, Severity, check, decide, nearest,
    shown,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use strategies::{draft, host, oracle, origin, parse_all, pattern, text};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn what_parses_prints_as_it_was(text in text()) {
        if let Ok(pattern) = OriginPattern::parse(&text) {
            prop_assert_eq!(pattern.to_string(), text);
        }
    }

    #[test]
    fn the_corrected_text_is_accepted(text in text()) {
        if let Err(issue) = OriginPattern::parse(&text) {
            let offered = issue.help().strip_prefix("write `\"").and_then(|rest| rest.strip_suffix("\"`"));
            if let Some(offered) = offered.filter(|offered| !offered.contains(['"', '`']) && *offered != "*") {
                prop_assert!(OriginPattern::parse(offered).is_ok(), "{text:?} -> {offered}");
            }
        }
    }

    /// An exact pattern is an origin, and matches itself alone.
    #[test]
    fn a_pattern_without_wildcard_matches_only_itself(texts in (pattern(), origin())) {
        let Ok(pattern) = OriginPattern::parse(&texts.0) else { return Ok(()) };
        if texts.0.contains('*') || texts.0.matches('/').count() > 2 {
            prop_assert!(!pattern.is_exact());
            prop_assert!(Origin::parse(texts.0.as_bytes()).is_none());
            return Ok(());
        }
        prop_assert!(pattern.is_exact());
        let own = Origin::parse(texts.0.as_bytes());
        prop_assert!(own.is_some_and(|own| pattern.matches(&own)));
        if let Some(other) = Origin::parse(texts.1.as_bytes()) {
            prop_assert_eq!(pattern.matches(&other), texts.0 == texts.1);
        }
    }

    /// Whatever stands in front of the base or behind it: only whole labels in front match.
    #[test]
    fn no_pattern_matches_outside_its_suffix(base in host(), glue in "[a-z0-9./?#@:-]{0,6}", behind in "[a-z0-9./?#@:-]{0,6}") {
        let Ok(pattern) = OriginPattern::parse(&format!("https://*.{base}")) else { return Ok(()) };
        let list = OriginList::new([pattern]);
        let value = format!("https://{glue}{base}{behind}");
        if list.find(value.as_bytes()).is_some() {
            let origin = Origin::parse(value.as_bytes()).unwrap();
            let expected = format!(".{base}");
            prop_assert!(origin.host().as_str().ends_with(&expected), "{value}");
        }
    }

    #[test]
    fn lookups_agree_with_the_oracle(texts in vec(pattern(), 0..12), value in origin(), near in any::<Index>()) {
        let patterns = parse_all(&texts);
        let list = OriginList::new(patterns.clone());
        let mut values = vec![value];
        if !patterns.is_empty() {
            let own = near.get(&patterns).to_string();
            values.push(own.replace("*.", "").replace(":*", ""));
            values.push(own.replace("*.", "x.y.").replace(":*", ":9"));
            values.push(own.replace("*.", "evil").replace(":*", ":9"));
        }
        for value in values {
            let expected = patterns.iter().any(|pattern| oracle(&pattern.to_string(), &value));
            prop_assert_eq!(list.find(value.as_bytes()).is_some(), expected, "{} in {:?}", value, texts);
            let by_pattern = Origin::parse(value.as_bytes())
                .is_some_and(|origin| patterns.iter().any(|pattern| pattern.matches(&origin)));
            prop_assert_eq!(by_pattern, expected);
        }
    }

    /// A pattern that is reported as covered matches nothing that its cover does not match.
    #[test]
    fn covering_is_sound(texts in vec(pattern(), 0..8), value in origin()) {
        let patterns = parse_all(&texts);
        let list = OriginList::new(patterns.clone());
        for pattern in &patterns {
            let Some(wider) = list.covering(pattern) else { continue };
            prop_assert_ne!(wider, pattern);
            let narrow = oracle(&pattern.to_string(), &value);
            prop_assert!(!narrow || oracle(&wider.to_string(), &value));
        }
    }

    #[test]
    fn any_bytes_are_looked_up_without_panic(texts in vec(pattern(), 0..4), value in vec(any::<u8>(), 0..400)) {
        let list = OriginList::new(parse_all(&texts));
        let found = list.find(&value).is_some();
        let expected = str::from_utf8(&value).is_ok_and(|value| texts.iter().any(|text| oracle(text, value)));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn check_never_panics_and_its_findings_are_well_formed(draft in draft()) {
        let checked = check(&draft);
        prop_assert_eq!(checked.policy.is_none(), checked.errors().next().is_some());
        for issue in &checked.issues {
            prop_assert!(issue.mark().is_none_or(|mark| issue.value().get(mark).is_some()), "{issue:?}");
            let lines = issue.to_string();
            prop_assert!(!lines.contains(|found: char| found.is_control() && found != '\n'));
            // The message, two lines of the marked value, `help:`, `see:`, `more:`.
            let expected = 3 + 2 * usize::from(issue.mark().is_some()) + usize::from(!issue.help().is_empty());
            prop_assert!(lines.lines().count() == expected && lines.len() < 8192, "{lines}");
        }
        let places: Vec<_> = checked.issues.iter().map(Issue::place).map(|place| (place.key, place.entry)).collect();
        prop_assert!(places.is_sorted());
        if let Some(policy) = checked.policy {
            prop_assert!(!(policy.credentials && policy.origins.is_any()));
            prop_assert!(!(policy.credentials && checked.texts.expose_headers.as_deref() == Some("*")));
            prop_assert!((200..=299).contains(&policy.preflight_status));
            for text in [checked.texts.allow_methods, checked.texts.allow_headers, checked.texts.expose_headers] {
                prop_assert!(text.is_none_or(|text| text.bytes().all(|byte| (b' '..=b'~').contains(&byte))));
            }
        }
    }

    /// No origin is granted that the list does not hold, whatever else the request says.
    #[test]
    fn decide_never_grants_a_stranger(
        texts in vec(pattern(), 1..6),
        value in prop_oneof![origin().prop_map(String::into_bytes), vec(any::<u8>(), 0..40)],
        is_options in any::<bool>(),
        method in vec(any::<u8>(), 0..6),
        lines in vec(vec(any::<u8>(), 0..20), 0..4),
    ) {
        let draft = Draft {
            origins: Some(OriginsDraft::List(texts.iter().map(Entry::from).collect())),
            methods: Some(vec!["*".into()]),
            headers: Some(vec!["*".into()]),
            ..Draft::default()
        };
        let Some(policy) = check(&draft).policy else { return Ok(()) };
        let request = Request {
            is_options,
            origin: FieldLines::One(&value),
            requested_method: FieldLines::One(&method),
            requested_headers: lines.iter().map(Vec::as_slice),
        };
        let matched = match decide(&policy, &[], &request) {
            Decision::Actual(result) => result.map(|grant| grant.origin).ok(),
            Decision::Preflight(result) => result.map(|grant| grant.origin).ok(),
            Decision::NotCors { .. } => None,
        };
        let is_member = str::from_utf8(&value).is_ok_and(|value| texts.iter().any(|text| oracle(text, value)));
        prop_assert!(matched.is_none() || is_member);
        prop_assert_ne!(matched, Some(Matched::Any));
        if !is_options {
            prop_assert_eq!(matched.is_some(), is_member);
        }
    }

    /// The order and the case of requested names, and how they are spread over lines, change
    /// nothing.
    #[test]
    fn requested_headers_are_a_set(
        names in vec(select(vec!["x-a", "x-b", "content-type", "x-other", "authorization"]), 1..6),
        shift in any::<Index>(),
        upper in any::<bool>(),
        split in any::<bool>(),
    ) {
        let draft = Draft {
            origins: Some(OriginsDraft::List(vec!["https://a.example".into()])),
            headers: Some(vec!["X-A".into(), "x-b".into()]),
            ..Draft::default()
        };
        let policy = check(&draft).policy.unwrap();
        let ask = |lines: &[String]| {
            let request = Request {
                is_options: true,
                origin: FieldLines::One(b"https://a.example"),
                requested_method: FieldLines::One(b"GET"),
                requested_headers: lines.iter().map(String::as_bytes),
            };
            matches!(decide(&policy, &[], &request), Decision::Preflight(Ok(_)))
        };
        let expected = names.iter().all(|name| ["x-a", "x-b", "content-type"].contains(name));
        prop_assert_eq!(ask(&[names.join(",")]), expected);
        let mut other = names.clone();
        other.rotate_left(shift.index(names.len()));
        let other: Vec<String> =
            other.iter().map(|name| if upper { name.to_uppercase() } else { (*name).to_owned() }).collect();
        let lines = if split { other } else { vec![other.join(" , ")] };
        prop_assert_eq!(ask(&lines), expected);
    }

    #[test]
    fn helpers_never_panic(text in text(), other in text()) {
        prop_assert!(shown(&text).chars().count() <= 80 * 10 + 1);
        let _ = nearest(&text, [other.as_str()]);
        Issue::unknown_key(&text).to_string();
        Issue::unknown_warning(&text).to_string();
    }
}

/// The port of an origin is never a wildcard, so a pattern with any port is never exact.
#[test]
fn every_accepted_origin_of_the_table_parses_and_prints() {
    let mut count = 0;
    for case in drafts::read_cases().iter().filter(|case| !case.refused) {
        let Some(OriginsDraft::List(entries)) = &case.draft.origins else { continue };
        for entry in entries.iter().filter(|entry| !matches!(entry.text.as_str(), "*" | "null")) {
            let pattern = OriginPattern::parse(&entry.text).unwrap();
            assert_eq!(pattern.to_string(), entry.text);
            assert_eq!(pattern.is_exact(), Origin::parse(entry.text.as_bytes()).is_some());
            assert!(pattern.port != PortPattern::Any || !pattern.is_exact());
            count += 1;
        }
    }
    assert!(count > 50);
}

/// What const evaluation leaves to the start of the server: how labels and addresses are written,
/// and what stands behind a wildcard.
const LATER: &[&str] = &["origin_bad_host", "origin_bad_ip", "origin_bad_wildcard"];

fn codes_of(draft: &Draft) -> Vec<&'static str> {
    let of_entries = ["empty_origins", "unused_danger"];
    let errors =
        check(draft).issues.into_iter().filter(|issue| issue.severity() == Severity::Error);
    errors.map(|issue| issue.code()).filter(|code| !of_entries.contains(code)).collect()
}

fn names(text: &str) -> Vec<Entry> {
    vec![Entry::from(text)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    /// A constant that const evaluation lets in is refused later for named reasons only, and one
    /// that it refuses is refused as a literal too.
    #[test]
    fn const_evaluation_and_the_rules_agree_about_origins(text in text(), null_allowed in any::<bool>(), credentials in any::<bool>()) {
        let dangerous = if null_allowed { vec![Danger::NullOrigin] } else { Vec::new() };
        let origins = Some(OriginsDraft::List(vec![Entry::from(text.as_str())]));
        let draft = Draft { origins, dangerous, credentials, ..Draft::default() };
        let codes = codes_of(&draft);
        match constant::broken_by_origin(&text, null_allowed) {
            Some(rule) if text == "*" => prop_assert_eq!(rule.code(), "origin_bad_wildcard"),
            Some(_) => prop_assert!(!codes.is_empty(), "{text:?} is refused as a constant only"),
            None => {
                let is_insecure = constant::is_insecure_origin(&text);
                for code in codes {
                    let is_known = LATER.contains(&code)
                        || code == "public_suffix_with_credentials"
                        || (code == "insecure_origin_with_credentials" && is_insecure && credentials)
                        || (code == "any_extension_with_credentials" && constant::is_any_extension(&text) && credentials);
                    prop_assert!(is_known, "{text:?}: {code}");
                }
            }
        }
    }

    /// The name of the rule is that of the literal, where one mistake was made.
    #[test]
    fn const_evaluation_names_the_rule_as_the_literal_does(pattern in pattern(), piece in select(vec!["", "/", "/app", "?x", "#x", "/?x", "/#x", " ", ",https://a.example", "\u{fc}", "A"])) {
        let text = format!("{pattern}{piece}");
        let codes = codes_of(&Draft { origins: Some(OriginsDraft::List(vec![Entry::from(text.as_str())])), ..Draft::default() });
        if let Some(rule) = constant::broken_by_origin(&text, false) {
            let is_address = text.contains("127.0.0.1") || text.contains("*.10.") || text.contains('[');
            prop_assert!(codes == [rule.code()] || is_address, "{text}: {codes:?} and {}", rule.code());
        }
    }

    #[test]
    fn const_evaluation_and_the_rules_agree_about_names(text in text()) {
        let any = || Draft { origins: Some(OriginsDraft::Any), ..Draft::default() };
        for (rule, draft) in [
            (constant::broken_by_method(&text), Draft { methods: Some(names(&text)), ..any() }),
            (constant::broken_by_header(&text), Draft { headers: Some(names(&text)), ..any() }),
            (constant::broken_by_exposed_header(&text), Draft { expose: Some(names(&text)), ..any() }),
        ] {
            let expected: Vec<&str> = rule.map(Rule::code).into_iter().collect();
            let found = codes_of(&draft);
            let stands_for_all = text == "*" || text.eq_ignore_ascii_case("any");
            prop_assert!(found == expected || stands_for_all, "{text:?}: {found:?}, not {expected:?}");
            prop_assert_eq!(rule == Some(Rule::WrongValue), stands_for_all);
        }
    }

    #[test]
    fn const_evaluation_and_the_rules_agree_about_values(number in any::<i128>(), near in -10_i128..5_000_000_000, text in "[0-9]{0,11}[smhdx]?", status in any::<u16>()) {
        let any = || Draft { origins: Some(OriginsDraft::Any), ..Draft::default() };
        let age = |max_age| check(&Draft { max_age: Some(max_age), ..any() }).policy.and_then(|policy| policy.max_age);
        for number in [number, near] {
            prop_assert_eq!(constant::seconds(number), age(MaxAgeDraft::Seconds(number)));
        }
        prop_assert_eq!(constant::seconds_of_text(&text), age(MaxAgeDraft::Text(text.clone())));
        let draft = Draft { preflight_status: Some(status.into()), ..any() };
        prop_assert_eq!(constant::broken_by_status(status).is_none(), check(&draft).policy.is_some());
    }

    /// Whatever the value is, the message is one of ours, and short.
    #[test]
    fn every_message_is_whole(text in any::<String>()) {
        for rule in [Rule::OriginPath, Rule::HeaderInvalid, Rule::OriginBadWildcard, Rule::WrongValue] {
            let message = Message::of_value(rule, "origins", "NAME", &text);
            let shown = message.as_str();
            prop_assert!(shown.starts_with("`NAME` is `") && shown.contains("\nhelp: "), "{shown}");
            let end = format!("\nsee: {}\nmore: `cargo cors explain {}`", rule.entry().see, rule.code());
            prop_assert!(shown.ends_with(&end), "{shown}");
            prop_assert_eq!(shown.lines().count(), 4);
        }
    }
}
