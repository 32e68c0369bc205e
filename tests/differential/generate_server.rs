//! What servers answer: mostly sound, often with one thing wrong, sometimes malformed.

use crate::case::{Host, Lines, RawHop, Server, Template};
use cors_tests::Dice;

/// One address, or several with redirects between them.
pub(crate) fn server(dice: &mut Dice) -> Server {
    let redirects = dice.weigh(&[(78, 0), (14, 1), (8, 2)]);
    let mut hops = Vec::new();
    for index in 0..=redirects {
        let host =
            if index == 0 { Host::Api } else { dice.pick(&[Host::Api, Host::Third, Host::Page]) };
        let mut hop = hop(dice, host);
        if index < redirects {
            redirect(dice, &mut hop.actual);
        }
        hops.push(hop);
    }
    Server::Raw(hops)
}

fn hop(dice: &mut Dice, host: Host) -> RawHop {
    RawHop { host, preflight: preflight(dice), actual: actual(dice) }
}

fn preflight(dice: &mut Dice) -> Template {
    let status = dice.weigh(&[
        (45, 200),
        (40, 204),
        (2, 201),
        (2, 299),
        (2, 300),
        (2, 304),
        (2, 403),
        (2, 404),
        (1, 500),
        (2, 302),
    ]);
    let mut lines = access(dice);
    add(dice, &mut lines, "Access-Control-Allow-Methods", 85, METHODS);
    add(dice, &mut lines, "Access-Control-Allow-Headers", 85, HEADERS);
    add(dice, &mut lines, "Access-Control-Max-Age", 60, MAX_AGES);
    if status == 302 {
        lines.push(("Location".to_owned(), "$NEXT".to_owned()));
    }
    Template { status, lines }
}

fn actual(dice: &mut Dice) -> Template {
    let status = dice.weigh(&[
        (80, 200),
        (3, 201),
        (3, 204),
        (2, 400),
        (2, 403),
        (4, 404),
        (3, 500),
        (1, 503),
        (1, 300),
        (1, 399),
    ]);
    let mut lines = access(dice);
    add(dice, &mut lines, "Access-Control-Expose-Headers", 60, EXPOSED);
    for (name, value) in dice.some(OUTPUT, 50) {
        lines.push((name.to_owned(), value.to_owned()));
    }
    Template { status, lines }
}

/// The two headers that preflights and answers share.
fn access(dice: &mut Dice) -> Lines {
    let mut lines = Lines::new();
    add(dice, &mut lines, "Access-Control-Allow-Origin", 95, ORIGINS);
    add(dice, &mut lines, "Access-Control-Allow-Credentials", 65, CREDENTIALS);
    lines
}

/// Adds a header with one of these values, sometimes in two lines.
fn add(dice: &mut Dice, lines: &mut Lines, name: &str, percent: usize, values: &[(usize, &str)]) {
    if !dice.chance(percent) {
        return;
    }
    lines.push((name.to_owned(), dice.weigh(values).to_owned()));
    if dice.chance(4) {
        let empty = dice.chance(40);
        let value = if empty { "" } else { dice.weigh(values) };
        lines.push((name.to_owned(), value.to_owned()));
    }
}

fn redirect(dice: &mut Dice, answer: &mut Template) {
    answer.status = dice.pick(&[301, 302, 303, 307, 308]);
    let location = dice.weigh(&[
        (88, Some("$NEXT")),
        (3, Some("$USER")),
        (3, Some("")),
        (2, Some("$NEXT#there")),
        (1, Some("http://[")),
        (1, Some("data:,x")),
        (5, None),
    ]);
    if let Some(location) = location {
        answer.lines.push(("Location".to_owned(), location.to_owned()));
    }
}

const ORIGINS: &[(usize, &str)] = &[
    (44, "$ORIGIN"),
    (20, "$PAGE"),
    (16, "*"),
    (2, "null"),
    (2, "http://other.example"),
    (2, "$PAGE/"),
    (1, "$PAGE, $PAGE"),
    (1, "*, *"),
    (1, ""),
    (2, " \t$ORIGIN \t"),
    (1, "\"$PAGE\""),
    (1, "HTTP://LOCALHOST"),
    (1, "not a url"),
    (1, "$PAGE,"),
    (1, "Null"),
    (1, "$PAGE;"),
    (1, "\u{c}$PAGE"),
    (1, "**"),
    (1, "caf\u{e9}"),
];
const CREDENTIALS: &[(usize, &str)] = &[
    (80, "true"),
    (4, "True"),
    (3, "TRUE"),
    (3, " true "),
    (2, "true, true"),
    (2, "1"),
    (2, ""),
    (2, "false"),
    (2, "\"true\""),
];
const METHODS: &[(usize, &str)] = &[
    (50, "$METHOD"),
    (12, "*"),
    (8, "PUT"),
    (6, "GET, PUT, DELETE, PATCH"),
    (3, "put"),
    (2, "PUT;GET"),
    (2, ",PUT,"),
    (2, "PUT, ("),
    (2, "GET,,PUT , DELETE"),
    (2, ""),
    (2, "PUT GET"),
    (2, "*, PUT"),
    (1, "\"PUT\""),
    (1, "Put"),
];
const HEADERS: &[(usize, &str)] = &[
    (50, "$HEADERS"),
    (14, "*"),
    (4, "*, authorization"),
    (8, "X-A, x-b, Name, content-type"),
    (4, "x-a"),
    (4, "authorization"),
    (2, "x-a;"),
    (2, "x-a x-b"),
    (2, ",,x-a , ,"),
    (2, "x-a, b@d"),
    (2, ""),
    (2, "$HEADERS,\t*"),
    (1, "\"x-a\""),
    (1, "caf\u{e9}"),
];
const MAX_AGES: &[(usize, &str)] = &[
    (20, "600"),
    (10, "60"),
    (10, "0"),
    (5, "-1"),
    (3, "86401"),
    (3, "abc"),
    (3, "+60"),
    (3, "60.5"),
    (3, ""),
    (3, " 60 "),
    (3, "060"),
    (3, "99999999999999999999"),
    (2, "60,60"),
    (2, "0x10"),
    (2, "\"60\""),
    (2, "1e3"),
    (1, "6 0"),
    (1, "-0"),
    (1, "00"),
];
const EXPOSED: &[(usize, &str)] = &[
    (25, "x-out"),
    (20, "*"),
    (10, "X-Out, x-other, x-utf"),
    (5, "x-out, b@d"),
    (5, "x-out;"),
    (5, "set-cookie, x-out"),
    (5, ""),
    (5, ",x-out,,"),
    (5, "x-out x-other"),
    (5, "*, x-out"),
    (3, "access-control-allow-origin"),
    (2, "\"x-out\""),
];
const OUTPUT: &[(&str, &str)] = &[
    ("X-Out", "1"),
    ("x-out", "2"),
    ("x-out", ""),
    ("X-Other", "caf\u{e9}"),
    ("Content-Type", "text/plain"),
    ("Content-Language", "en"),
    ("ETag", "\"1\""),
    ("Set-Cookie", "case=1"),
    ("X-Empty", ""),
    ("X-Utf", "caf\u{c3}\u{a9}"),
    ("Pragma", "x"),
    ("Vary", "Origin"),
];
