//! How long safelisted headers may be: 128 bytes each, 1,024 together.

use cors_rules::client::FetchRequest;
use cors_tests::Dice;

use crate::case::{Case, Host, Lines, Server};

use super::{answering, fetch, page};

pub(crate) fn case(dice: &mut Dice) -> Case {
    let method = dice.weigh(&[(80, "GET"), (20, "POST")]);
    let mut asked = fetch(dice, method);
    // Together they are too long with the ninth of 128 bytes.
    let lines = dice.pick(&[1, 2, 5, 8, 9, 10, 13]);
    let shortest = dice.pick(&[60, 110, 127, 128]);
    for line in 0..lines {
        asked = padded(dice, asked, line, shortest);
    }
    let mut hop = answering(Host::Api, 200, Lines::new());
    if dice.chance(15) {
        hop.preflight.lines.retain(|(name, _)| name != "Access-Control-Allow-Headers");
    }
    Case { page: page(dice), fetches: vec![asked], server: Server::Raw(vec![hop]) }
}

/// One line more: of the names in turn, so that some are on several lines, or of any.
fn padded(dice: &mut Dice, asked: FetchRequest, line: usize, shortest: usize) -> FetchRequest {
    let any = dice.below(NAMES.len());
    let (name, start, pad) = NAMES[if dice.chance(85) { line % NAMES.len() } else { any }];
    let length = if dice.chance(3) { 129 } else { shortest + dice.below(129 - shortest) };
    let value = format!("{start}{}", pad.repeat(length - start.len()));
    asked.with_header(name, value)
}

/// Names with what a value starts with and what fills it up.
const NAMES: &[(&str, &str, &str)] = &[
    ("accept", "", "a"),
    ("accept-language", "", "b"),
    ("content-language", "", "c"),
    ("content-type", "text/plain;a=", "d"),
    ("range", "bytes=1-9", "9"),
    ("range", "bytes=0", "0"),
    ("dpr", "1.", "0"),
    ("device-memory", "1.", "0"),
    ("downlink", "1.", "0"),
    ("viewport-width", "", "0"),
    ("width", "", "0"),
    ("rtt", "", "0"),
    ("accept", "", "e"),
];
