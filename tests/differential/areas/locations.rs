//! Where `Location` leads: bytes beyond ASCII, percent-escapes in both cases and broken ones, and several lines.

use cors_rules::client::RedirectMode;
use cors_tests::Dice;

use crate::case::{Case, Host, Lines, Server};

use super::{answering, fetch, line, page, spelled};

pub(crate) fn case(dice: &mut Dice) -> Case {
    let method = dice.weigh(&[(80, "GET"), (10, "POST"), (10, "PUT")]);
    let mut fetch = fetch(dice, method).with_redirect(dice.weigh(&[
        (88, RedirectMode::Follow),
        (8, RedirectMode::Manual),
        (4, RedirectMode::Error),
    ]));
    if dice.chance(20) {
        fetch.url = pieces(dice, "?/#");
    }
    let host = dice.weigh(&[(50, Host::Api), (30, Host::Third), (20, Host::Page)]);
    let status = dice.weigh(&[(50, 302), (15, 301), (10, 303), (10, 307), (10, 308), (5, 200)]);
    let lines = locations(dice);
    let mut hops = vec![answering(Host::Api, status, lines), answering(host, 200, Lines::new())];
    if dice.chance(15) {
        let lines = locations(dice);
        hops[1] = answering(host, 302, lines);
        hops.push(answering(Host::Api, 200, Lines::new()));
    }
    Case { page: page(dice), fetches: vec![fetch], server: Server::Raw(hops) }
}

fn locations(dice: &mut Dice) -> Lines {
    let first = location(dice);
    let mut lines = vec![first.clone()];
    while lines.len() < 3 && dice.chance(16) {
        lines.push(match dice.below(4) {
            0 => first.clone(),
            1 => String::new(),
            _ => location(dice),
        });
    }
    if lines.len() > 1 && dice.chance(30) {
        lines.reverse();
    }
    lines.iter().map(|value| line(&spelled(dice, "Location"), value)).collect()
}

fn location(dice: &mut Dice) -> String {
    let mut value = dice
        .weigh(&[
            (70, "$NEXT"),
            (8, "1"),
            (4, "./1"),
            (4, "/nowhere"),
            (3, ""),
            (2, "$USER"),
            (2, " $NEXT"),
        ])
        .to_owned();
    if dice.chance(3) {
        value = value.replace("$NEXT", "$HOST");
    }
    if dice.chance(80) {
        value.push_str(&pieces(dice, "????//# "));
    }
    value
}

/// One of the separators, or none, and what may follow it.
fn pieces(dice: &mut Dice, separators: &str) -> String {
    let separator: Vec<char> = separators.chars().collect();
    let mut pieces = dice.pick(&separator).to_string().trim().to_owned();
    for _ in 0..=dice.below(5) {
        pieces.push_str(dice.pick(PIECES));
    }
    pieces
}

/// Each character is a byte.
const PIECES: &[&str] = &[
    "a",
    "=",
    "\u{e2}\u{98}\u{83}",
    "\u{c3}\u{a9}",
    "\u{e9}",
    "\u{ff}",
    "\u{80}",
    "\u{a0}",
    "\u{f0}\u{9f}\u{98}\u{80}",
    "\u{ed}\u{a0}\u{80}",
    "\u{c3}",
    "\u{e2}\u{98}",
    "\u{f0}\u{9f}\u{98}",
    "%e2%98%83",
    "%E2%98%83",
    "%c3%A9",
    "%ff",
    "%FF",
    "%2f",
    "%2F",
    "%2e",
    "%41",
    "%7e",
    "%20",
    "%00",
    "%",
    "%%",
    "%e",
    "%zz",
    "%u2603",
    " ",
    "\t",
    "+",
    "\"",
    "'",
    "<>",
    "`",
    "{}",
    "|",
    "\\",
    "^",
    "[]",
    "~",
    "/../",
    "?",
    "#",
    "&",
    ";",
    ",",
];
