//! One header on several lines: names in odd spellings, empty lines beside full ones, on preflights and on answers.

use cors_tests::Dice;

use crate::case::{Case, Host, Lines, RawHop, Server, Template};

use super::{fetch, line, page, spelled};

pub(crate) fn case(dice: &mut Dice) -> Case {
    let method = dice.weigh(&[(60, "GET"), (10, "POST"), (25, "PUT"), (5, "DELETE")]);
    let mut asked = fetch(dice, method);
    if dice.chance(30) {
        asked = asked.with_header("x-a", "1");
    }
    if dice.chance(20) {
        asked = asked.with_header("authorization", "1");
    }
    let preflight = Template { status: dice.pick(&[200, 204]), lines: preflight(dice) };
    let actual = Template { status: dice.pick(&[200, 200, 404]), lines: actual(dice) };
    let mut fetches = vec![asked];
    if dice.chance(40) {
        fetches.push(fetches[0].clone());
    }
    let hop = RawHop { host: Host::Api, preflight, actual };
    Case { page: page(dice), fetches, server: Server::Raw(vec![hop]) }
}

fn preflight(dice: &mut Dice) -> Lines {
    let mut lines = access(dice);
    let methods = ["$METHOD", "$METHOD", "$METHOD", "PUT", "*", "GET", "b@d"];
    let headers = ["$HEADERS", "$HEADERS", "$HEADERS", "x-a", "authorization", "*", "b@d"];
    repeat(dice, &mut lines, "Access-Control-Allow-Methods", &methods);
    repeat(dice, &mut lines, "Access-Control-Allow-Headers", &headers);
    if dice.chance(50) {
        repeat(dice, &mut lines, "Access-Control-Max-Age", &["600", "600", "0", "-1", "abc"]);
    }
    single(dice, &mut lines);
    shuffle(dice, &mut lines);
    lines
}

fn single(dice: &mut Dice, lines: &mut Lines) {
    if dice.chance(6) {
        let name = dice.pick(SINGLE);
        repeat(dice, lines, name, &["/a", "/a", "/b"]);
    }
}

fn actual(dice: &mut Dice) -> Lines {
    let mut lines = access(dice);
    let exposed = ["x-out", "x-out, x-more", "X-Out", "X-MORE", "*", "b@d"];
    repeat(dice, &mut lines, "Access-Control-Expose-Headers", &exposed);
    for name in dice.some(SHOWN, 35) {
        repeat(dice, &mut lines, name, &["1", "2", "1, 2", "a b", ",", "\u{e9}\u{80}\u{c3}\u{a9}"]);
    }
    single(dice, &mut lines);
    shuffle(dice, &mut lines);
    lines
}

fn access(dice: &mut Dice) -> Lines {
    let mut lines = Lines::new();
    let origins = ["$ORIGIN", "$ORIGIN", "$ORIGIN", "$ORIGIN", "*", "null"];
    repeat(dice, &mut lines, "Access-Control-Allow-Origin", &origins);
    if dice.chance(70) {
        repeat(
            dice,
            &mut lines,
            "Access-Control-Allow-Credentials",
            &["true", "true", "true", "false"],
        );
    }
    lines
}

/// The header on one to four lines, each of them empty now and then.
fn repeat(dice: &mut Dice, lines: &mut Lines, name: &str, values: &[&str]) {
    for _ in 0..dice.weigh(&[(55, 1), (28, 2), (12, 3), (5, 4)]) {
        let value = dice.pick(values);
        let value = dice.weigh(&[(76, value), (16, ""), (4, " "), (4, "\t ")]);
        let name = spelled(dice, name);
        lines.push(line(&name, value));
    }
}

/// Lines of different headers may come in any order.
fn shuffle(dice: &mut Dice, lines: &mut Lines) {
    for index in (1..lines.len()).rev() {
        lines.swap(index, dice.below(index + 1));
    }
}

const SHOWN: &[&str] = &[
    "X-Out",
    "X-More",
    "Content-Language",
    "ETag",
    "Vary",
    "Last-Modified",
    "Retry-After",
    "Refresh-Later",
];
/// Of these, contradicting lines are an attack to some.
const SINGLE: &[&str] = &["Location", "Content-Disposition"];
