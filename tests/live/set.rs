//! `OriginSet` by itself: what it accepts, what it refuses, and that a refusal changes nothing.

use std::sync::Arc;

use cors_runtime::{OriginSet, Policy, PolicyError};

fn codes(error: &PolicyError) -> Vec<(&'static str, Option<usize>)> {
    error.issues().map(|issue| (issue.code(), issue.place().entry)).collect()
}

fn entries(set: &OriginSet) -> Vec<String> {
    set.snapshot().iter().map(str::to_owned).collect()
}

#[test]
fn a_new_set_allows_nobody() {
    static SET: OriginSet = OriginSet::new();
    assert!(SET.is_empty() && !SET.contains("https://a.example") && !SET.contains("null"));
    assert!(!SET.remove("https://a.example"));
    assert_eq!(SET.snapshot().iter().count(), 0);
}

#[test]
fn entries_keep_the_order_of_insertion_and_count_once() {
    let set = OriginSet::new();
    set.replace(["https://b.example", "https://*.a.example:*", "https://b.example"]).unwrap();
    assert!(set.insert("http://localhost:*").unwrap());
    assert!(!set.insert("https://b.example").unwrap());
    assert_eq!(set.len(), 3);
    assert_eq!(entries(&set), ["https://b.example", "https://*.a.example:*", "http://localhost:*"]);
    assert!(set.contains("https://x.a.example:8443") && set.contains("http://localhost"));
    assert!(set.remove("https://*.a.example:*") && !set.remove("https://*.a.example:*"));
    assert!(!set.contains("https://x.a.example:8443"));
    set.insert("https://*.a.example:*").unwrap();
    assert_eq!(entries(&set).last().unwrap(), "https://*.a.example:*");
}

#[test]
fn one_bad_origin_among_ten_thousand_changes_nothing() {
    let set = OriginSet::new();
    set.replace(["https://old.example"]).unwrap();
    let mut texts: Vec<String> =
        (0..10_000).map(|index| format!("https://t{index}.example")).collect();
    texts[7_123].push('/');
    let error = set.replace(&texts).unwrap_err();
    assert_eq!(codes(&error), [("origin_trailing_slash", Some(7_123))]);
    let shown = error.to_string();
    assert!(shown.contains("--> origins, entry 7124"), "{shown}");
    assert!(shown.contains("help: write `\"https://t7123.example\"`"), "{shown}");
    assert_eq!(entries(&set), ["https://old.example"]);
}

#[test]
fn every_bad_line_is_listed_with_its_position() {
    let set = OriginSet::new();
    let error = set
        .replace([
            "https://a.example",
            "*",
            "https://A.example",
            "null",
            "any",
            "https://b.example",
            "https://b.example:443",
            "",
        ])
        .unwrap_err();
    let expected = [
        ("origin_bad_wildcard", Some(1)),
        ("origin_uppercase", Some(2)),
        ("origin_null", Some(3)),
        ("origin_missing_scheme", Some(4)),
        ("origin_default_port", Some(6)),
        ("origin_missing_scheme", Some(7)),
    ];
    assert_eq!(codes(&error), expected);
    assert!(set.is_empty());
    let error = set.insert("https://a.example/x").unwrap_err();
    assert_eq!(codes(&error), [("origin_path", None)]);
}

/// The same words as the compiler's, whoever asks.
#[test]
fn messages_are_those_of_a_written_list() {
    let bad = ["https://a.example/", "http://b.example", "https://*.github.io"];
    let draft = cors_rules::Draft {
        origins: Some(cors_rules::OriginsDraft::List(bad.map(cors_rules::Entry::from).to_vec())),
        credentials: true,
        ..cors_rules::Draft::default()
    };
    let listed = cors_rules::check(&draft).issues;
    let set = Arc::new(OriginSet::new());
    let policy = Policy::builder().origin_set(set.clone()).credentials(true).build().unwrap();
    let refused = set.replace(bad).unwrap_err();
    let words = |issue: &cors_runtime::Issue| {
        (issue.code(), issue.message().to_owned(), issue.help().to_owned(), issue.place().entry)
    };
    assert_eq!(
        refused.issues().map(words).collect::<Vec<_>>(),
        listed.iter().map(words).collect::<Vec<_>>()
    );
    drop(policy);
}

#[test]
fn a_policy_with_credentials_holds_its_set_to_them() {
    let set = Arc::new(OriginSet::new());
    set.replace(["http://a.example"]).unwrap();
    let refused = Policy::builder().origin_set(set.clone()).credentials(true).build().unwrap_err();
    assert_eq!(codes(&refused), [("insecure_origin_with_credentials", None)]);
    // The policy came to nothing, but somebody wants credentials here: from now on the set is strict.
    let refused = set.insert("https://*.co.uk").unwrap_err();
    assert_eq!(codes(&refused), [("public_suffix_with_credentials", None)]);
    let refused = set.replace(["https://a.example", "http://b.example"]).unwrap_err();
    assert_eq!(codes(&refused), [("insecure_origin_with_credentials", Some(1))]);
    set.replace(["https://a.example", "http://localhost:3000", "https://*.me.co.uk"]).unwrap();
    Policy::builder().origin_set(set).credentials(true).build().unwrap();
}

#[test]
fn escapes_of_the_policy_are_those_of_its_set() {
    let set = Arc::new(OriginSet::new());
    let builder = || Policy::builder().origin_set(set.clone()).credentials(true);
    builder()
        .dangerous_insecure_origins(true)
        .dangerous_public_suffixes(true)
        .build()
        .expect("an escape of a set may be of use later");
    set.replace(["http://a.example", "https://*.github.io"]).unwrap();
    // A second, stricter policy: the server would not start.
    let refused = builder().dangerous_public_suffixes(true).build().unwrap_err();
    assert_eq!(codes(&refused), [("insecure_origin_with_credentials", None)]);
    set.insert("http://b.example").unwrap_err();
    set.insert("https://*.co.uk").unwrap();
}

#[test]
fn a_set_without_credentials_takes_all_that_a_list_takes() {
    let set = Arc::new(OriginSet::new());
    Policy::builder().origin_set(set.clone()).build().unwrap();
    set.replace(["http://a.example", "https://*.github.io", "https://*.com:*"]).unwrap();
    assert!(set.contains("https://x.com:1"));
}

#[test]
fn copies_of_the_texts_may_be_owned_or_borrowed() {
    let set = OriginSet::new();
    set.replace(vec![String::from("https://a.example")]).unwrap();
    set.replace(["https://a.example"].iter()).unwrap();
    set.insert(String::from("https://b.example")).unwrap();
    assert!(set.contains(b"https://b.example") && set.remove(String::from("https://b.example")));
}
