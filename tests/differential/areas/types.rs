//! `Content-Type` and `WWW-Authenticate` on several lines, on answers of any status.

use cors_tests::Dice;

use crate::case::{Case, Host, Lines, Server};

use super::{answering, fetch, line, page, spelled};

pub(crate) fn case(dice: &mut Dice) -> Case {
    let method = dice.weigh(&[(80, "GET"), (10, "HEAD"), (10, "POST")]);
    let asked = fetch(dice, method);
    let mut more = Lines::new();
    let expose = dice.weigh(&[
        (40, "www-authenticate"),
        (30, "*"),
        (10, "content-type"),
        (20, "proxy-authenticate, www-authenticate"),
    ]);
    more.push(line("Access-Control-Expose-Headers", expose));
    repeat(dice, &mut more, "Content-Type", TYPES);
    if dice.chance(60) {
        repeat(dice, &mut more, "WWW-Authenticate", CHALLENGES);
    }
    if dice.chance(20) {
        repeat(dice, &mut more, "Proxy-Authenticate", CHALLENGES);
    }
    let status = dice.weigh(&[(66, 200), (10, 401), (8, 403), (6, 404), (6, 407), (4, 500)]);
    let hop = answering(Host::Api, status, more);
    Case { page: page(dice), fetches: vec![asked], server: Server::Raw(vec![hop]) }
}

fn repeat(dice: &mut Dice, lines: &mut Lines, name: &str, values: &[&str]) {
    for _ in 0..dice.weigh(&[(30, 1), (50, 2), (20, 3)]) {
        let name = spelled(dice, name);
        let value = dice.pick(values);
        lines.push(line(&name, value));
    }
}

const TYPES: &[&str] = &[
    "text/plain",
    "text/plain",
    "text/html",
    "TEXT/Html",
    "text/plain;charset=utf-8",
    "text/html; charset=\"utf-8\"",
    "text/html;charset=iso-8859-1; a=b",
    "application/json",
    "text/plain, text/html",
    "text/plain;a=\"b,c\"",
    "image/png",
    "*/*",
    "text",
    "",
    " ",
    ",",
    ";charset=utf-8",
    "caf\u{e9}/plain",
];
/// No browser knows these schemes, so none asks for a password.
const CHALLENGES: &[&str] =
    &["Own", "Own realm=\"a\"", "Own realm=\"a, b\"", "Other, Own a=1", "", " ", "caf\u{e9}"];
