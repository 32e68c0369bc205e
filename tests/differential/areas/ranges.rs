//! Which values of `Range` go without a preflight: letter case, signs, white space, and numbers that no machine word holds.

use cors_rules::client::{FetchRequest, RequestMode};
use cors_tests::Dice;

use crate::case::{Case, Host, Lines, Server};

use super::{answering, fetch, page, spelled};

pub(crate) fn case(dice: &mut Dice) -> Case {
    let method = dice.weigh(&[(85, "GET"), (5, "HEAD"), (5, "POST"), (5, "PUT")]);
    let plain = fetch(dice, method);
    let mut asked = ranged(dice, plain);
    if dice.chance(10) {
        asked = ranged(dice, asked);
    }
    if dice.chance(10) {
        asked = asked.with_header("x-a", "1");
    }
    if dice.chance(5) {
        asked = asked.with_mode(RequestMode::NoCors);
    }
    let mut hop = answering(Host::Api, dice.pick(&[200, 206, 416]), Lines::new());
    if dice.chance(15) {
        hop.preflight.lines.retain(|(name, _)| name != "Access-Control-Allow-Headers");
    }
    Case { page: page(dice), fetches: vec![asked], server: Server::Raw(vec![hop]) }
}

fn ranged(dice: &mut Dice, asked: FetchRequest) -> FetchRequest {
    let name = spelled(dice, "Range");
    asked.with_header(name, range(dice))
}

fn range(dice: &mut Dice) -> String {
    if dice.chance(4) {
        return format!("bytes={}-{}", "0".repeat(dice.below(80) + 40), dice.pick(NUMBERS));
    }
    let unit = dice.weigh(UNITS);
    let first = dice.pick(NUMBERS);
    let dash = dice.weigh(DASHES);
    let last = if dice.chance(15) { first } else { dice.pick(NUMBERS) };
    let end = dice.weigh(ENDS);
    format!("{unit}{first}{dash}{last}{end}")
}

const UNITS: &[(usize, &str)] = &[
    (60, "bytes="),
    (4, "Bytes="),
    (4, "BYTES="),
    (2, "byteS="),
    (4, "bytes ="),
    (4, "bytes= "),
    (4, "bytes=\t"),
    (3, "bytes \t= "),
    (2, "bytes"),
    (2, "byte="),
    (2, "bytes=="),
    (2, "bytes:"),
    (2, "items="),
    (2, "="),
    (2, ""),
    (1, "bytes=bytes="),
    (1, "\u{e9}bytes="),
];
const NUMBERS: &[&str] = &[
    "",
    "",
    "0",
    "1",
    "5",
    "00",
    "007",
    "10",
    "+1",
    "-1",
    "+0",
    "-0",
    "1.5",
    "1e3",
    "0x10",
    "1_0",
    "1 0",
    "a",
    "\u{b2}",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775806",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551614",
    "18446744073709551615",
    "18446744073709551616",
    "99999999999999999999999999",
    "00000000000000000000000000001",
];
const DASHES: &[(usize, &str)] = &[
    (80, "-"),
    (4, " -"),
    (4, "- "),
    (4, " - "),
    (3, "\t-"),
    (3, "-\t"),
    (2, "--"),
    (2, ""),
    (1, "\u{96}"),
    (1, "_"),
];
const ENDS: &[(usize, &str)] =
    &[(84, ""), (3, ","), (3, ",5-6"), (2, ", 7-"), (3, " "), (2, "\t"), (2, ";"), (1, "x")];
