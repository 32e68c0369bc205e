//! Networks, the extensions of a browser, and the schemes of applications: what is refused, what is
//! never covered, and an oracle of matching.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod credentials;
mod near_misses;
mod oracle;
mod written;

use cors_rules::{
    Danger, Draft, Entry, Issue, Origin, OriginList, OriginPattern, OriginRequirements,
    OriginTable, OriginsDraft, check,
};

fn draft(origins: &[&str], credentials: bool, dangerous: &[Danger]) -> Draft {
    Draft {
        origins: Some(OriginsDraft::List(origins.iter().map(|text| Entry::from(*text)).collect())),
        credentials,
        dangerous: dangerous.to_vec(),
        ..Draft::default()
    }
}

fn codes(origins: &[&str], credentials: bool, dangerous: &[Danger]) -> Vec<&'static str> {
    check(&draft(origins, credentials, dangerous)).issues.iter().map(Issue::code).collect()
}

fn refused(text: &str) -> Issue {
    match OriginPattern::parse(text) {
        Err(issue) => *issue,
        Ok(pattern) => panic!("`{text}` is accepted as {pattern:?}"),
    }
}

/// Whether all that look origins up agree, and what they say.
fn covers(patterns: &[&str], value: &str) -> bool {
    let parsed: Vec<OriginPattern> =
        patterns.iter().map(|text| OriginPattern::parse(text).unwrap()).collect();
    let origin = Origin::parse(value.as_bytes());
    let by_pattern = origin.is_some_and(|origin| parsed.iter().any(|own| own.matches(&origin)));
    let list = OriginList::new(parsed);
    assert_eq!(list.find(value.as_bytes()).is_some(), by_pattern, "list, {value} in {patterns:?}");
    let table = OriginTable::read(patterns, OriginRequirements::NONE).unwrap();
    let found = table.find(value.as_bytes(), OriginRequirements::NONE).is_some();
    assert_eq!(found, by_pattern, "table, {value} in {patterns:?}");
    let mut changed = OriginTable::new();
    for pattern in patterns {
        changed.insert(pattern, OriginRequirements::NONE).unwrap();
    }
    let found = changed.find(value.as_bytes(), OriginRequirements::NONE).is_some();
    assert_eq!(found, by_pattern, "changed table, {value} in {patterns:?}");
    by_pattern
}
