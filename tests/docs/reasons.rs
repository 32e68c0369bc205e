//! The guide explains each reason for which a request is refused, in the words of the events.

use std::fs;

use cors_runtime::Refusal;

use crate::root;

/// Each of them.
const ALL: [Refusal; 12] = [
    Refusal::Disabled,
    Refusal::OriginEmpty,
    Refusal::OriginRepeated,
    Refusal::OriginNotListed,
    Refusal::MethodMalformed,
    Refusal::MethodNotListed,
    Refusal::MethodNotServed,
    Refusal::ServedWithoutPolicy,
    Refusal::OtherOriginsPage,
    Refusal::HeaderNotListed,
    Refusal::HeadersMalformed,
    Refusal::HeadersTooLong,
];

/// The guide says so of each code.
#[test]
fn codes_are_the_names_in_small_letters() {
    for refusal in ALL.into_iter().chain([Refusal::AuthorizationNotCovered]) {
        let mut code = String::new();
        for letter in format!("{refusal:?}").chars() {
            if letter.is_uppercase() && !code.is_empty() {
                code.push('_');
            }
            code.push(letter.to_ascii_lowercase());
        }
        assert_eq!(refusal.code(), code);
    }
}

#[test]
fn every_reason_is_explained() {
    let page = fs::read_to_string(root().join("docs/guide/errors.md")).expect("the page");
    let (_, table) = page.split_once("| reason | means | look at |\n").expect("the table");
    let rows = table.lines().take_while(|line| line.starts_with('|')).skip(1);
    let explained: Vec<&str> = rows
        .flat_map(|row| row.split('|').nth(1).unwrap_or("").split("<br>"))
        .map(str::trim)
        .collect();
    for refusal in ALL {
        assert!(explained.contains(&refusal.message()), "{}", refusal.message());
    }
    assert_eq!(explained.len(), ALL.len(), "{explained:?}");
}
