//! Any text as the pattern of an origin, and any bytes as an origin that may be of it. The input is the text, a separator,
//! and the candidate.

#![no_main]

use cors_fuzz::oracle;
use cors_fuzz::record::SEPARATOR;
use cors_rules::{OriginRequirements, Issue, Origin, OriginList, OriginPattern, OriginTable, RULES};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let middle = input.iter().position(|byte| *byte == SEPARATOR);
    let (text, candidate) = match middle {
        Some(middle) => (&input[..middle], &input[middle + 1..]),
        None => (input, input),
    };
    assert_eq!(Origin::parse(candidate).is_some(), oracle::origin(candidate).is_some());
    let text = String::from_utf8_lossy(text);
    match OriginPattern::parse(&text) {
        Ok(pattern) => judge_accepted(&text, &pattern, candidate),
        Err(issue) => judge_refused(&text, &issue),
    }
});

fn judge_accepted(text: &str, pattern: &OriginPattern, candidate: &[u8]) {
    assert_eq!(pattern.to_string(), text, "what parses prints as it was");
    assert_eq!(pattern.is_exact(), !oracle::is_family(text));
    // The pattern of one origin is that origin, and a family never is one.
    assert_eq!(oracle::origin(text.as_bytes()).is_some(), pattern.is_exact());

    let mut table = OriginTable::new();
    assert_eq!(table.insert(text, OriginRequirements::NONE), Ok(true));
    let list = OriginList::new([pattern.clone()]);
    for value in neighbours(text).iter().map(String::as_bytes).chain([candidate]) {
        let expected = oracle::covers(text, value);
        let by_pattern = Origin::parse(value).is_some_and(|origin| pattern.matches(&origin));
        assert_eq!(by_pattern, expected, "the pattern");
        assert_eq!(list.find(value).is_some(), expected, "the list");
        assert_eq!(table.find(value, OriginRequirements::NONE).is_some(), expected, "the table");
    }
    assert!(table.remove(text) && table.is_empty());
}

/// Values that are covered, or all but.
fn neighbours(text: &str) -> Vec<String> {
    let with = |labels: &str, port: &str| text.replace("*.", labels).replace(":*", port);
    let network = |address: &str| {
        let (scheme, rest) = text.split_once("://").unwrap_or_default();
        let port = rest.rsplit_once(':').map_or("", |(_, port)| port).trim_end_matches(']');
        [format!("{scheme}://{address}"), format!("{scheme}://{address}:{port}")]
    };
    let first = text.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let first = if first.starts_with('[') { format!("{first}]") } else { first.to_owned() };
    let networks = [first.as_str(), "10.0.0.1", "[fd00::1]", "[::ffff:a00:1]"].map(network);
    let mut values: Vec<String> = networks.into_iter().flatten().collect();
    values.extend([
        text.to_owned(),
        with("", ""),
        with("a.", ""),
        with("a.b.", ":1"),
        with("evil", ":65535"),
        with(".", ":65536"),
        format!("{}.", with("a.", "")),
        format!("{}.evil.example", with("a.", "")),
        format!("{}/", with("a.", ":1")),
        with("a.", "").replacen("://", "://a@", 1),
        with("a.", "").to_ascii_uppercase(),
        text.replace('*', "a"),
    ]);
    values
}

fn judge_refused(text: &str, issue: &Issue) {
    assert!(RULES.iter().any(|row| row.code == issue.code()), "{}", issue.code());
    assert!(issue.mark().is_none_or(|mark| issue.value().get(mark).is_some()));
    let printed = issue.to_string();
    assert!(!printed.contains(|one: char| one.is_control() && one != '\n'));
    assert!(printed.lines().count() <= 5 && printed.len() < 8192);
    // What is offered instead can be pasted.
    let offered = issue.help().strip_prefix("write `\"").and_then(|rest| rest.strip_suffix("\"`"));
    let is_one_origin = |offered: &&str| !offered.contains(['"', '`']) && *offered != "*";
    if let Some(offered) = offered.filter(is_one_origin) {
        assert!(OriginPattern::parse(offered).is_ok(), "{text:?} -> {offered}");
    }
}
