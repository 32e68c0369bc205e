//! Kinds of generated cases that stay close to one question each, where engines are known to differ. The broad ones are
//! `generate_fetch`, `generate_server` and `generate_policy`.

mod lengths;
mod lines;
mod locations;
mod ranges;
mod streams;
mod types;

use cors_rules::client::{CredentialsMode, FetchRequest};
use cors_tests::Dice;

use crate::Kind;
use crate::case::{Host, Lines, PageKind, RawHop, Template};

/// All of them.
pub(crate) const ALL: &[Kind] = &[
    ("locations", locations::case),
    ("ranges", ranges::case),
    ("lengths", lengths::case),
    ("lines", lines::case),
    ("types", types::case),
    ("streams", streams::case),
];

/// The pages of most cases; opaque ones ask the same questions.
fn page(dice: &mut Dice) -> PageKind {
    dice.weigh(&[(70, PageKind::Home), (20, PageKind::Same), (10, PageKind::Address)])
}

fn credentials(dice: &mut Dice) -> CredentialsMode {
    dice.weigh(&[
        (70, CredentialsMode::SameOrigin),
        (25, CredentialsMode::Include),
        (5, CredentialsMode::Omit),
    ])
}

fn fetch(dice: &mut Dice, method: &str) -> FetchRequest {
    FetchRequest::new(method, "").with_credentials_mode(credentials(dice))
}

fn line(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// What lets any page read the answer, and see some of its headers.
fn readable() -> Lines {
    vec![
        line("Access-Control-Allow-Origin", "$ORIGIN"),
        line("Access-Control-Allow-Credentials", "true"),
    ]
}

/// A preflight answer that grants what is asked for.
fn granting() -> Template {
    let mut lines = readable();
    lines.push(line("Access-Control-Allow-Methods", "$METHOD"));
    lines.push(line("Access-Control-Allow-Headers", "$HEADERS"));
    Template { status: 204, lines }
}

/// An address that answers anything readably, with these lines more.
fn answering(host: Host, status: u16, more: Lines) -> RawHop {
    let mut lines = readable();
    lines.extend(more);
    RawHop { host, preflight: granting(), actual: Template { status, lines } }
}

/// A name in one of the spellings that mean the same.
fn spelled(dice: &mut Dice, name: &str) -> String {
    match dice.below(8) {
        0..=3 => name.to_owned(),
        4 | 5 => name.to_ascii_lowercase(),
        6 => name.to_ascii_uppercase(),
        _ => name
            .chars()
            .map(|one| if dice.chance(50) { one.to_ascii_uppercase() } else { one })
            .collect(),
    }
}
