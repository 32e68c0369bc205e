//! No help suggests what means something else. Whatever is refused, in whatever place it is written:
//! what the help says to write is put there, and breaks no rule. And the origin that a help offers is
//! the one that a URL parser finds in what was written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod strategies;

use cors_rules::{
    Draft, Entry, Issue, Key, MaxAgeDraft, OriginPattern, OriginsDraft, Place, Rule, Severity,
    Surface, check_in, entries_meant_by,
};
use proptest::prelude::*;
use strategies::{draft, text};
use url::Url;

const SURFACES: [(Surface, Surface); 4] = [
    (Surface::Attribute, Surface::Attribute),
    (Surface::Builder, Surface::Builder),
    (Surface::File, Surface::File),
    (Surface::Builder, Surface::Environment),
];

/// What a help says to write.
fn suggestion(help: &str) -> Option<&str> {
    let rest = help.strip_prefix("write `").or_else(|| help.strip_prefix("did you mean `"))?;
    rest.split_once('`').map(|(suggestion, _)| suggestion)
}

/// A suggestion that stands for every value of a list.
fn is_any(suggestion: &str, help: &str, key: Key) -> bool {
    let name = key.name();
    let forms = [
        format!("{name} = any"),
        ".any_origin()".to_owned(),
        ".any_method()".to_owned(),
        ".any_header()".to_owned(),
        ".expose_any()".to_owned(),
    ];
    forms.iter().any(|form| form == suggestion)
        || help == "write `\"any\"` in place of the list"
        || help == "write `*` alone"
}

/// The value in `key = value`, `.key(value)` or the value by itself.
fn value(suggestion: &str, key: Key) -> &str {
    let name = key.name();
    suggestion
        .strip_prefix(&format!("{name} = "))
        .or_else(|| suggestion.strip_prefix(&format!(".{name}("))?.strip_suffix(')'))
        .unwrap_or(suggestion)
}

/// Entries between commas, with quotation marks or without.
fn entries(list: &str) -> Vec<Entry> {
    let list = list.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or(list);
    let texts = list.split(',').map(str::trim).filter(|text| !text.is_empty());
    texts.map(|text| Entry::from(text.trim_matches('"'))).collect()
}

fn list_of(draft: &mut Draft, key: Key) -> Option<&mut Vec<Entry>> {
    match key {
        Key::Origins => match draft.origins.as_mut()? {
            OriginsDraft::List(entries) => Some(entries),
            OriginsDraft::Env { default, .. } => default.as_mut(),
            _ => None,
        },
        Key::Methods => draft.methods.as_mut(),
        Key::Headers => draft.headers.as_mut(),
        Key::Expose => draft.expose.as_mut(),
        _ => None,
    }
}

/// Puts the suggestion in place, and says which entries it has become.
fn follow(draft: &mut Draft, issue: &Issue, suggestion: &str) -> Option<std::ops::Range<usize>> {
    let Place { key, entry } = issue.place();
    if key == Key::MaxAge {
        let value = value(suggestion, key);
        draft.max_age = Some(match value.parse() {
            Ok(seconds) => MaxAgeDraft::Seconds(seconds),
            Err(_) => MaxAgeDraft::Text(value.trim_matches('"').to_owned()),
        });
        return None;
    }
    if is_any(suggestion, issue.help(), key) {
        *list_of(draft, key).expect("a list") = vec![Entry::from("*")];
        return Some(0..1);
    }
    let put = entries(value(suggestion, key));
    let list = list_of(draft, key).expect("a list");
    let range = match entry {
        Some(index) => index..index + put.len(),
        None => 0..put.len(),
    };
    match entry {
        Some(index) => drop(list.splice(index..=index, put)),
        None => *list = put,
    }
    Some(range)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_help_says_to_write_breaks_no_rule(draft in draft()) {
        for (keys, origins) in SURFACES {
            let checked = check_in(&draft, keys, origins);
            for issue in checked.issues.iter().filter(|issue| issue.severity() == Severity::Error) {
                let Some(suggestion) = suggestion(issue.help()) else { continue };
                let mut fixed = draft.clone();
                // In a list that is shown whole, a name with a backtick or a comma cannot be read.
                let is_hard = |entry: &Entry| entry.text.contains(['`', ',']);
                let list = list_of(&mut fixed, issue.place().key);
                if issue.place().entry.is_none() && list.is_some_and(|list| list.iter().any(is_hard)) {
                    continue;
                }
                let range = follow(&mut fixed, issue, suggestion);
                let again = check_in(&fixed, keys, origins);
                let still = again.errors().find(|error| {
                    let Place { key, entry } = error.place();
                    // A wider scheme or the whole list is another mistake, and was one before.
                    let is_other = matches!(
                        error.rule(),
                        Rule::AnyOriginWithList | Rule::MethodOfRouteMissing | Rule::InsecureOriginWithCredentials
                        | Rule::PublicSuffixWithCredentials | Rule::AnyExtensionWithCredentials
                        | Rule::AnyExposeWithCredentials
                    );
                    key == issue.place().key
                        && !(is_other && error.rule() != issue.rule())
                        && match (&range, entry) {
                            (Some(range), Some(entry)) => range.contains(&entry),
                            _ => true,
                        }
                        && (entry.is_some() || issue.place().entry.is_none())
                });
                prop_assert!(still.is_none(), "{:?}\n  says {}\n  and then {:?}", issue.value(), issue.help(), still);
            }
        }
    }

    /// Words of the attribute have no place elsewhere.
    #[test]
    fn each_place_has_its_own_words(draft in draft()) {
        let names_variable = matches!(draft.origins, Some(OriginsDraft::Env { .. }));
        for (keys, origins) in SURFACES.into_iter().skip(1) {
            // A file cannot name a variable.
            if names_variable && keys == Surface::File {
                continue;
            }
            for issue in check_in(&draft, keys, origins).errors() {
                let text = issue.to_string();
                for word in ["= any", "= [", "env(", "from(", "#[cors"] {
                    prop_assert!(
                        !issue.help().contains(word) || issue.value().contains(word),
                        "{keys:?} is told {text}"
                    );
                }
                if keys == Surface::File {
                    prop_assert!(!issue.help().contains("`."), "a file is told {text}");
                }
            }
        }
    }

    #[test]
    fn an_offered_origin_is_the_one_that_was_written(text in text()) {
        let Err(issue) = OriginPattern::parse(&text) else { return Ok(()) };
        if issue.rule() == Rule::OriginList || text.contains('*') {
            return Ok(());
        }
        let Some(offered) = suggestion(issue.help()) else { return Ok(()) };
        let offered = offered.trim_matches('"');
        prop_assert!(!offered.contains('*'), "{text:?} -> {offered}");
        // A network is no URL; `families.rs` looks at those.
        if OriginPattern::parse(offered).is_ok_and(|pattern| !pattern.is_exact()) {
            prop_assert!(text.matches('/').count() >= 3, "{text:?} -> {offered}");
            return Ok(());
        }
        let noise = |found: char| found.is_whitespace() || found.is_control() || "\"'`".contains(found);
        let written = text.trim_matches(noise);
        let written = written.strip_prefix("blob:").unwrap_or(written);
        let lower = written.to_ascii_lowercase();
        if !(lower.starts_with("http://") || lower.starts_with("https://")) {
            // Without a scheme: what stands behind the offered one is still there.
            return Ok(());
        }
        let url = Url::parse(written).unwrap_or_else(|error| panic!("{text:?} -> {offered}, and {error}"));
        prop_assert_eq!(url.origin().ascii_serialization(), offered, "{:?}", text);
    }

    #[test]
    fn entries_that_were_meant_are_accepted(text in text()) {
        for key in [Key::Origins, Key::Methods, Key::Headers, Key::Expose] {
            let Some(meant) = entries_meant_by(key, &text) else { continue };
            let mut draft = Draft { origins: Some(OriginsDraft::List(vec!["https://a.example".into()])), ..Draft::default() };
            let entries: Vec<Entry> = meant.iter().map(Entry::from).collect();
            match key {
                Key::Origins => draft.origins = Some(OriginsDraft::List(entries)),
                Key::Methods => draft.methods = Some(entries),
                Key::Headers => draft.headers = Some(entries),
                _ => draft.expose = Some(entries),
            }
            let checked = check_in(&draft, Surface::File, Surface::File);
            let everything = text.contains('*') && key == Key::Origins;
            let wrong = checked.errors().find(|error| !(everything && error.rule() == Rule::AnyOriginWithList));
            prop_assert!(wrong.is_none(), "{key:?} {text:?} -> {meant:?}: {wrong:?}");
            for word in ["any", "null", "http", "https"] {
                let is_host = |entry: &String| {
                    entry.split("://").nth(1).is_some_and(|host| host == word)
                };
                // A host that somebody wrote out is one.
                let is_written = text.contains(&format!("://{word}"));
                prop_assert!(is_written || !meant.iter().any(is_host), "{text:?} -> {meant:?}");
                prop_assert!(!meant.contains(&"any".to_owned()), "{text:?} -> {meant:?}");
            }
        }
    }
}
