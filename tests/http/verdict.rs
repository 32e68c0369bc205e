//! Comparing an answer with what a conformance case expects. Each function adds its disagreements to a list.

use std::collections::BTreeSet;

use cors_tests::{Answer, Ask, Expect, Kind};

use crate::fetch::{self, Credentials};

/// Everything in which the answer differs from the outcome; empty where they agree.
pub(crate) fn disagreements(
    expect: &Expect,
    ask: &Ask,
    credentialed: bool,
    answer: &Answer,
) -> Vec<String> {
    let mut found = Vec::new();
    if expect.handler_invoked != (answer.runs > 0) {
        found.push(format!("the handler ran {} times", answer.runs));
    }
    kind(expect.kind, ask, credentialed, answer, &mut found);
    headers(expect, answer, &mut found);
    vary(expect, answer, &mut found);
    covers(expect, credentialed, answer, &mut found);
    found
}

/// With credentials, too, where the policy allows them; without, always.
fn modes(credentialed: bool) -> impl Iterator<Item = Credentials> {
    [Credentials::Omit].into_iter().chain(credentialed.then_some(Credentials::Include))
}

fn kind(kind: Kind, ask: &Ask, credentialed: bool, answer: &Answer, found: &mut Vec<String>) {
    let origins = ask.lines("Origin");
    let readable = |mode| origins.iter().any(|origin| fetch::cors_check(origin, mode, answer));
    let agrees = match kind {
        Kind::PreflightOk => modes(credentialed).all(|mode| fetch::preflight(ask, mode, answer)),
        Kind::PreflightDenied => !modes(true).any(|mode| fetch::preflight(ask, mode, answer)),
        Kind::ActualAllowed => modes(credentialed).all(readable),
        Kind::ActualDenied => !modes(true).any(readable),
        Kind::NotCors => origins.is_empty(),
    };
    if !agrees {
        found.push(format!("to a browser this is not {kind:?}"));
    }
}

fn headers(expect: &Expect, answer: &Answer, found: &mut Vec<String>) {
    for (name, expected) in &expect.headers {
        let value = answer.value(name);
        let equal = match (name.as_str(), expected, &value) {
            ("access-control-expose-headers", Some(expected), Some(value)) => {
                set(expected) == set(value)
            }
            _ => expected == &value,
        };
        if !equal {
            found.push(format!("{name} is {value:?}, expected {expected:?}"));
        }
    }
}

/// The elements of a list, in any order and case.
fn set(list: &str) -> BTreeSet<String> {
    list.split(',').map(|element| element.trim().to_ascii_lowercase()).collect()
}

fn vary(expect: &Expect, answer: &Answer, found: &mut Vec<String>) {
    let elements = answer.elements("vary");
    let has = |name: &String| elements.iter().any(|own| own.eq_ignore_ascii_case(name));
    for name in expect.vary_contains.iter().filter(|name| !has(name)) {
        found.push(format!("Vary lacks {name}: {elements:?}"));
    }
    for name in expect.vary_absent.iter().filter(|name| has(name)) {
        found.push(format!("Vary has {name}: {elements:?}"));
    }
}

fn covers(expect: &Expect, credentialed: bool, answer: &Answer, found: &mut Vec<String>) {
    let mode = if credentialed { Credentials::Include } else { Credentials::Omit };
    for method in &expect.allow_methods_covers {
        if !fetch::covers_method(method.as_bytes(), mode, answer) {
            found.push(format!("the method {method} is not granted"));
        }
    }
    for name in &expect.allow_headers_covers {
        if !fetch::covers_header(name, mode, answer) {
            found.push(format!("the header {name} is not granted"));
        }
    }
    for name in &expect.allow_headers_not_covered {
        if fetch::covers_header(name, mode, answer) {
            found.push(format!("the header {name} is granted"));
        }
    }
}
