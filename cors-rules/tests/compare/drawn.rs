//! Random applications and requests: small ones, of few names, so that they meet often.

use cors_rules::{Danger, Draft, Entry, OriginsDraft};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::oracle::{Own, Route, Wish};

const ORIGINS: [&str; 14] = [
    "https://a.example",
    "https://*.a.example",
    "https://x.a.example",
    "https://*.x.a.example",
    "https://a.example:*",
    "https://a.example:8443",
    "https://*.a.example:*",
    "http://10.0.0.0/8:*",
    "http://10.0.0.0/9:*",
    "http://10.128.0.0/9:*",
    "http://10.1.2.3",
    "chrome-extension://*",
    "chrome-extension://abc",
    "null",
];
const PAGES: [&str; 15] = [
    "https://a.example",
    "https://x.a.example",
    "https://y.x.a.example",
    "https://a.example:8443",
    "https://a.example:9000",
    "https://x.a.example:1",
    "http://10.1.2.3",
    "http://10.1.2.3:8080",
    "http://10.200.0.1:1",
    "http://11.0.0.1",
    "chrome-extension://abc",
    "chrome-extension://def",
    "null",
    "https://evil.example",
    "https://xa.example",
];
const METHODS: [&str; 6] = ["GET", "PUT", "DELETE", "PATCH", "POST", "*"];
const HEADERS: [&str; 5] = ["x-a", "x-b", "content-type", "authorization", "*"];
const EXPOSED: [&str; 4] = ["x-c", "x-d", "content-type", "*"];
const GUARDS: [&str; 2] = ["Host(a)", "Header(b)"];
/// With whether it is a prefix.
const PATTERNS: [(&str, bool); 5] =
    [("/", true), ("/x", false), ("/x", true), ("/x/y", false), ("/z", false)];
const PATHS: [&str; 5] = ["/x", "/x/y", "/z", "/x/other", "/other"];

fn entries(texts: Vec<&'static str>) -> Vec<Entry> {
    texts.into_iter().map(Entry::from).collect()
}

fn origins() -> impl Strategy<Value = OriginsDraft> {
    prop_oneof![
        1 => Just(OriginsDraft::Any),
        6 => subsequence(ORIGINS.to_vec(), 1..4).prop_map(|texts| OriginsDraft::List(entries(texts))),
    ]
}

/// The policy with the escapes that it needs, where it can have them; else without credentials.
fn valid(draft: &Draft, name: &str) -> Option<Own> {
    let sets = 0..1_u32 << Danger::ALL.len();
    let escapes = sets.map(|set| {
        let chosen = Danger::ALL.into_iter().enumerate().filter(|(index, _)| set >> index & 1 == 1);
        chosen.map(|(_, danger)| danger).collect::<Vec<_>>()
    });
    let mut both =
        escapes.clone().map(|set| (draft.credentials, set)).chain(escapes.map(|set| (false, set)));
    both.find_map(|(credentials, dangerous)| {
        Own::new(name, &Draft { credentials, dangerous, ..draft.clone() })
    })
}

fn draft() -> impl Strategy<Value = Draft> {
    let methods = option::of(subsequence(METHODS.to_vec(), 0..3).prop_map(entries));
    let headers = option::of(subsequence(HEADERS.to_vec(), 0..3).prop_map(entries));
    let expose = option::of(subsequence(EXPOSED.to_vec(), 0..2).prop_map(entries));
    let flags = (any::<bool>(), any::<bool>(), prop::bool::weighted(0.1));
    let drawn = (origins(), methods, headers, expose, flags);
    drawn.prop_map(|(origins, methods, headers, expose, flags)| {
        let (credentials, reject_unlisted, disabled) = flags;
        if disabled {
            return Draft { disabled: true, ..Draft::default() };
        }
        Draft {
            origins: Some(origins),
            methods,
            headers,
            expose,
            credentials,
            reject_unlisted,
            ..Draft::default()
        }
    })
}

fn own() -> impl Strategy<Value = Option<Own>> {
    let drawn = option::weighted(0.8, (draft(), any::<u32>()));
    drawn.prop_map(|drawn| drawn.and_then(|(draft, number)| valid(&draft, &format!("P{number}"))))
}

fn route() -> impl Strategy<Value = Route> {
    let guards = prop_oneof![3 => Just(Vec::new()), 1 => subsequence(GUARDS.to_vec(), 1..3)];
    (select(PATTERNS.to_vec()), select(METHODS.to_vec()), guards, own()).prop_map(
        |((pattern, is_prefix), method, guards, own)| Route {
            pattern,
            is_prefix,
            method,
            guards,
            own,
        },
    )
}

/// An application and another, which is often a small step from it.
pub(crate) fn pair() -> impl Strategy<Value = (Vec<Route>, Vec<Route>)> {
    let old = vec(route(), 0..5);
    let step = (vec(route(), 0..3), any::<prop::sample::Index>(), own(), 0..6_u8);
    (old, step).prop_map(|(old, (more, index, own, kind))| {
        let mut new = old.clone();
        if old.is_empty() || kind == 0 {
            return (old, more);
        }
        let at = index.index(new.len());
        match kind {
            1 => drop(new.remove(at)),
            2 => new[at].own = own,
            3 => new[at].guards.clear(),
            4 => new.extend(more),
            _ => new[at].method = "*",
        }
        (old, new)
    })
}

pub(crate) fn wish() -> impl Strategy<Value = Wish> {
    let drawn = (
        select(PATHS.to_vec()),
        select(METHODS[..5].to_vec()),
        subsequence(GUARDS.to_vec(), 0..=2),
        select(PAGES.to_vec()),
        select(vec!["PUT", "DELETE", "GET", "PATCH", "PURGE"]),
        subsequence(vec!["x-a", "x-b", "content-type", "authorization", "x-z"], 0..3),
        any::<bool>(),
        option::of(select(vec!["x-c", "x-d", "x-y"])),
    );
    drawn.prop_map(|(path, method, passed, origin, asked, headers, credentials, read)| Wish {
        path,
        method,
        passed,
        origin: origin.to_owned(),
        asked,
        headers,
        credentials,
        read,
    })
}
