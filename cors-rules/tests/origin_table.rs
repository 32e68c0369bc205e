//! The table against a list that is searched from one end to the other: the same answers after any
//! sequence of changes.

#![allow(missing_docs, clippy::unwrap_used)]

use cors_rules::{Origin, OriginPattern, OriginRequirements, OriginTable};
use proptest::prelude::*;

const ALL_REQUIREMENTS: [OriginRequirements; 4] = [
    OriginRequirements::NONE,
    OriginRequirements { credentials: true, ..OriginRequirements::NONE },
    OriginRequirements { credentials: true, insecure_allowed: true, ..OriginRequirements::NONE },
    OriginRequirements {
        credentials: true,
        public_suffix_allowed: true,
        ..OriginRequirements::NONE
    },
];

/// The list that is obviously right.
#[derive(Default)]
struct Naive(Vec<OriginPattern>);

impl Naive {
    fn insert(&mut self, text: &str) -> Option<bool> {
        let pattern = OriginPattern::parse(text).ok()?;
        let is_new = !self.0.contains(&pattern);
        if is_new {
            self.0.push(pattern);
        }
        Some(is_new)
    }

    fn remove(&mut self, text: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|pattern| pattern.to_string() != text);
        self.0.len() < before
    }

    /// Whether some entry covers the value that a policy with these requirements could have listed.
    fn find(&self, value: &[u8], requirements: OriginRequirements) -> bool {
        let Some(origin) = Origin::parse(value) else { return false };
        self.0.iter().any(|pattern| pattern.matches(&origin) && is_accepted(pattern, requirements))
    }
}

/// What [`cors_rules::check`] reports of the pattern in a list of its own.
fn is_accepted(pattern: &OriginPattern, requirements: OriginRequirements) -> bool {
    let draft = cors_rules::Draft {
        origins: Some(cors_rules::OriginsDraft::List(vec![pattern.to_string().into()])),
        credentials: requirements.credentials,
        dangerous: requirements.dangers(),
        ..cors_rules::Draft::default()
    };
    let checked = cors_rules::check(&draft);
    let refused = checked.errors().any(|issue| issue.code() != "unused_danger");
    !refused
}

/// Texts that are often, but not always, patterns, from so few pieces that many are equal or cover
/// each other.
fn texts() -> impl Strategy<Value = String> {
    let label = prop::sample::select(vec![
        "a",
        "b",
        "xn--4ca",
        "com",
        "github",
        "io",
        "localhost",
        "1",
        "a--b",
        "-",
    ]);
    let host = prop::collection::vec(label, 1..5).prop_map(|labels| labels.join("."));
    let host = prop_oneof![
        8 => host,
        1 => prop::sample::select(vec!["[::1]", "127.0.0.1", "a.b.", "10.0.0.1", "[2001:db8::1]"])
            .prop_map(str::to_owned),
    ];
    (
        prop::sample::select(vec!["https", "https", "http", "app", "ftp", "HTTPS"]),
        prop::sample::select(vec!["", "", "*."]),
        host,
        prop::sample::select(vec!["", "", ":*", ":8443", ":443", ":80", ":0", "/"]),
    )
        .prop_map(|(scheme, wildcard, host, port)| format!("{scheme}://{wildcard}{host}{port}"))
}

#[derive(Clone, Debug)]
enum Change {
    Insert(String),
    Remove(String),
    RemoveNth(usize),
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        5 => texts().prop_map(Change::Insert),
        1 => texts().prop_map(Change::Remove),
        2 => any::<usize>().prop_map(Change::RemoveNth),
    ]
}

fn nth(naive: &Naive, index: usize) -> Option<String> {
    (!naive.0.is_empty()).then(|| naive.0[index % naive.0.len()].to_string())
}

fn assert_equal(table: &OriginTable, naive: &Naive, values: &[String]) {
    let listed: Vec<String> = naive.0.iter().map(ToString::to_string).collect();
    assert_eq!(table.iter().collect::<Vec<_>>(), listed, "entries and their order");
    assert_eq!(table.len(), listed.len());
    for value in values.iter().chain(&listed) {
        for requirements in ALL_REQUIREMENTS {
            assert_eq!(
                table.find(value.as_bytes(), requirements).is_some(),
                naive.find(value.as_bytes(), requirements),
                "{value} with {requirements:?} among {listed:?}"
            );
        }
    }
    for requirements in ALL_REQUIREMENTS {
        let refused = naive.0.iter().filter(|pattern| !is_accepted(pattern, requirements)).count();
        assert_eq!(table.violations(requirements).len(), refused, "{requirements:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn equals_the_naive_list_after_any_changes(
        changes in prop::collection::vec(changes(), 0..150),
        values in prop::collection::vec(texts(), 40),
    ) {
        let (mut table, mut naive) = (OriginTable::new(), Naive::default());
        let mut kept = None;
        for (step, change) in changes.iter().enumerate() {
            match change {
                Change::Insert(text) => {
                    prop_assert_eq!(table.insert(text, OriginRequirements::NONE).ok(), naive.insert(text), "{}", text);
                }
                Change::Remove(text) => prop_assert_eq!(table.remove(text), naive.remove(text)),
                Change::RemoveNth(index) => if let Some(text) = nth(&naive, *index) {
                    prop_assert!(table.remove(&text) && naive.remove(&text));
                },
            }
            if step == changes.len() / 2 {
                kept = Some((table.clone(), Naive(naive.0.clone())));
            }
        }
        assert_equal(&table, &naive, &values);
        // A copy that was kept has none of the later changes.
        if let Some((table, naive)) = kept {
            assert_equal(&table, &naive, &values);
        }
    }

    /// Batches small and large, with repeated and overlapping lists, some of them refused as a whole.
    #[test]
    fn batches_equal_the_naive_list(
        batches in prop::collection::vec(
            (prop::collection::vec(texts(), 0..60), prop::collection::vec(texts(), 0..30), any::<bool>()),
            1..12,
        ),
        values in prop::collection::vec(texts(), 20),
    ) {
        let (mut table, mut naive) = (OriginTable::new(), Naive::default());
        for (mut added, removed, has_bad) in batches {
            if !has_bad {
                added.retain(|text| OriginPattern::parse(text).is_ok_and(|pattern| !pattern.is_null()));
            }
            let kept = table.clone();
            let bad = added.iter().filter(|text| OriginTable::new().insert(text, OriginRequirements::NONE).is_err());
            let bad = bad.count();
            match table.apply(&added, &removed, OriginRequirements::NONE) {
                Ok(changed) => {
                    prop_assert_eq!(bad, 0);
                    let removed = removed.iter().filter(|text| naive.remove(text)).count();
                    let added = added.iter().filter(|text| naive.insert(text) == Some(true)).count();
                    prop_assert_eq!(changed, (removed, added));
                }
                Err(issues) => {
                    prop_assert_eq!(issues.len(), bad);
                    prop_assert_eq!(table.iter().collect::<Vec<_>>(), kept.iter().collect::<Vec<_>>());
                }
            }
        }
        assert_equal(&table, &naive, &values);
    }

    #[test]
    fn reading_equals_inserting_one_by_one(texts in prop::collection::vec(texts(), 0..60)) {
        for requirements in ALL_REQUIREMENTS {
            let mut table = OriginTable::new();
            let issues: Vec<_> = texts.iter().enumerate().filter_map(|(index, text)| {
                table.insert(text, requirements).err().map(|issue| (index, issue.code()))
            }).collect();
            match OriginTable::read(&texts, requirements) {
                Ok(read) => {
                    prop_assert!(issues.is_empty());
                    prop_assert_eq!(read.iter().collect::<Vec<_>>(), table.iter().collect::<Vec<_>>());
                }
                Err(found) => {
                    let found: Vec<_> = found.iter().map(|issue| (issue.place().entry.unwrap(), issue.code())).collect();
                    prop_assert_eq!(found, issues);
                }
            }
        }
    }

    /// The fast test for patterns accepts only what the rules accept.
    #[test]
    fn accepts_exactly_what_the_rules_accept(text in prop_oneof![
        texts(),
        "https?://(\\*\\.)?[a-z0-9.-]{1,12}(:[0-9*]{1,6})?",
        "https?://([a-z0-9-]{1,6}\\.){0,3}[a-z0-9-]{1,6}",
    ]) {
        let read = OriginTable::read([&text], OriginRequirements::NONE);
        match OriginPattern::parse(&text) {
            Ok(pattern) => {
                prop_assert_eq!(pattern.to_string(), text.clone());
                prop_assert!(read.is_ok(), "{}", text);
            }
            Err(issue) => prop_assert_eq!(read.unwrap_err()[0].code(), issue.code()),
        }
    }

    #[test]
    fn no_bytes_make_it_panic(value in prop::collection::vec(any::<u8>(), 0..64)) {
        let table = OriginTable::read(["https://*.a", "http://*.b:*", "http://[::1]:*"], OriginRequirements::NONE).unwrap();
        let listed = table.find(&value, OriginRequirements::NONE).is_some();
        prop_assert!(!listed || Origin::parse(&value).is_some());
    }
}

#[test]
fn a_wildcard_stands_for_whole_labels_and_never_for_none() {
    let table =
        OriginTable::read(["https://*.b.example", "http://localhost:*"], OriginRequirements::NONE)
            .unwrap();
    let find = |value: &str| table.find(value.as_bytes(), OriginRequirements::NONE).is_some();
    for listed in
        ["https://x.b.example", "https://x.y.b.example", "http://localhost", "http://localhost:1"]
    {
        assert!(find(listed), "{listed}");
    }
    for unlisted in [
        "https://b.example",
        "https://xb.example",
        "https://.b.example",
        "https://x.b.example.",
        "https://x.b.example:8443",
        "http://x.b.example",
        "https://x.b.example.evil",
        "https://X.b.example",
        "https://localhost",
        "null",
        "",
    ] {
        assert!(!find(unlisted), "{unlisted}");
    }
}

/// A written list would refuse the family, so a member of it gets no credentials either.
#[test]
fn a_refused_family_covers_nothing_with_credentials() {
    let table = OriginTable::read(["app://*.1:*"], OriginRequirements::NONE).unwrap();
    let credentials = OriginRequirements { credentials: true, ..OriginRequirements::NONE };
    assert!(table.find(b"app://127.0.0.1:8443", OriginRequirements::NONE).is_some());
    assert!(table.find(b"app://127.0.0.1:8443", credentials).is_none());
}

#[test]
fn the_deepest_hosts_that_exist_are_found() {
    let host = vec!["a"; 127].join(".");
    let texts: Vec<String> = (1..127)
        .map(|depth| format!("https://*.{}", host[host.len() - (2 * depth - 1)..].to_owned()))
        .filter(|text| OriginPattern::parse(text).is_ok())
        .collect();
    assert!(texts.len() > 120);
    for text in &texts {
        let table = OriginTable::read([text], OriginRequirements::NONE).unwrap();
        assert!(
            table.find(format!("https://{host}").as_bytes(), OriginRequirements::NONE).is_some(),
            "{text}"
        );
    }
    let dotted = OriginTable::read(["https://*.b.example."], OriginRequirements::NONE).unwrap();
    assert!(dotted.find(b"https://a.b.example.", OriginRequirements::NONE).is_some());
    assert!(dotted.find(b"https://a.b.example", OriginRequirements::NONE).is_none());
}

#[test]
fn many_changes_keep_the_memory_in_bounds() {
    let mut table = OriginTable::new();
    for number in 0..20_000 {
        let text = format!("https://tenant-{number}.example");
        table.insert(&text, OriginRequirements::NONE).unwrap();
        assert!(table.remove(&text));
    }
    assert!(table.is_empty());
    assert!(table.memory() < 64 * 1024, "{}", table.memory());
}
