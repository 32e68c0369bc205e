//! The comparison does not cry wolf: among all policies of a small universe, each pair is widened
//! exactly where a request of that universe is won.

use cors_rules::audit::Audit;
use cors_rules::{Draft, Entry, OriginsDraft};

use crate::oracle::{Own, Route, Wish, audit, grants};

fn entries(texts: &[&str]) -> Vec<Entry> {
    texts.iter().map(|text| Entry::from(*text)).collect()
}

/// A policy and what of all requests it grants.
struct Known {
    route: Route,
    audit: Audit,
    granted: Vec<bool>,
}

/// Each name that a policy of the universe lists, and one of each kind that none does.
fn wishes() -> Vec<Wish> {
    let origins = [
        "https://a.example",
        "https://x.a.example",
        "https://y.a.example",
        "https://z.x.a.example",
        "https://a.example:8443",
        "https://a.example:1",
        "http://10.1.0.1:1",
        "http://10.200.0.1:1",
        "https://b.example",
    ];
    let mut wishes = Vec::new();
    for origin in origins {
        for asked in ["GET", "PUT", "DELETE", "PURGE"] {
            for headers in [vec![], vec!["x-a"], vec!["authorization"], vec!["x-z"]] {
                for credentials in [false, true] {
                    for read in [None, Some("x-c"), Some("x-y")] {
                        wishes.push(Wish {
                            path: "/x",
                            method: "PUT",
                            passed: Vec::new(),
                            origin: origin.to_owned(),
                            asked,
                            headers: headers.clone(),
                            credentials,
                            read,
                        });
                    }
                }
            }
        }
    }
    wishes
}

fn known(draft: Option<&Draft>, wishes: &[Wish]) -> Option<Known> {
    let own = match draft {
        Some(draft) => Some(Own::new("P", draft)?),
        None => None,
    };
    let granted = wishes
        .iter()
        .map(|wish| own.as_ref().is_some_and(|own| grants(own, &["PUT"], wish)))
        .collect();
    let route = Route { pattern: "/x", is_prefix: false, method: "PUT", guards: Vec::new(), own };
    Some(Known { audit: audit(std::slice::from_ref(&route)), route, granted })
}

fn compare_all(drafts: &[Draft]) {
    let wishes = wishes();
    let mut all: Vec<Known> =
        drafts.iter().filter_map(|draft| known(Some(draft), &wishes)).collect();
    all.extend(known(None, &wishes));
    let mut counts = [0_usize; 2];
    for old in &all {
        for new in &all {
            let is_won = old.granted.iter().zip(&new.granted).any(|(old, new)| !old && *new);
            let comparison = Audit::compare(&old.audit, &new.audit);
            let pair = || format!("{:?}\n{:?}\n{comparison:#?}", old.route.own, new.route.own);
            assert_eq!(!comparison.widened().is_empty(), is_won, "widened: {}", pair());
            let is_lost = old.granted.iter().zip(&new.granted).any(|(old, new)| *old && !new);
            assert_eq!(!comparison.narrowed().is_empty(), is_lost, "narrowed: {}", pair());
            counts[usize::from(is_won)] += 1;
        }
    }
    println!("{} policies, {} pairs not widened, {} widened", all.len(), counts[0], counts[1]);
    assert!(counts.iter().all(|count| *count > 100), "{counts:?}");
}

#[test]
fn of_origins_and_credentials() {
    let mut drafts = vec![Draft { disabled: true, ..Draft::default() }];
    let lists: [&[&str]; 11] = [
        &["https://a.example"],
        &["https://b.example"],
        &["https://*.a.example"],
        &["https://x.a.example"],
        &["https://*.x.a.example", "https://x.a.example"],
        &["https://a.example:*"],
        &["https://a.example:8443", "https://a.example"],
        &["http://10.0.0.0/8:*"],
        &["http://10.0.0.0/9:*", "http://10.128.0.0/9:*"],
        &["http://10.0.0.0/9:*", "https://b.example"],
        &["*"],
    ];
    for list in lists {
        for credentials in [false, true] {
            for expose in [&[][..], &["x-c"], &["content-type"], &["*"]] {
                drafts.push(Draft {
                    origins: Some(OriginsDraft::List(entries(list))),
                    expose: Some(entries(expose)),
                    credentials,
                    ..Draft::default()
                });
            }
        }
    }
    compare_all(&drafts);
}

#[test]
fn of_methods_and_headers() {
    let mut drafts = Vec::new();
    let methods: [&[&str]; 6] =
        [&[], &["PUT"], &["GET", "PUT"], &["PUT", "DELETE"], &["DELETE"], &["*"]];
    let headers: [&[&str]; 6] = [
        &[],
        &["x-a"],
        &["authorization"],
        &["x-a", "authorization"],
        &["*"],
        &["*", "authorization"],
    ];
    for methods in methods {
        for headers in headers {
            for credentials in [false, true] {
                drafts.push(Draft {
                    origins: Some(OriginsDraft::List(entries(&["https://a.example"]))),
                    methods: Some(entries(methods)),
                    headers: Some(entries(headers)),
                    credentials,
                    ..Draft::default()
                });
            }
        }
    }
    compare_all(&drafts);
}
