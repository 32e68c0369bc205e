//! What pages fetch: methods in odd cases, headers at the edges of the safelist, all modes.

use cors_rules::client::{Body, CredentialsMode, FetchRequest, RedirectMode, RequestMode};

use crate::case::PageKind;
use cors_tests::Dice;

pub(crate) fn page(dice: &mut Dice) -> PageKind {
    dice.weigh(&[
        (50, PageKind::Home),
        (12, PageKind::Address),
        (10, PageKind::Subdomain),
        (10, PageKind::OtherPort),
        (8, PageKind::Same),
        (10, PageKind::Null),
    ])
}

/// One to three fetches of one address. Often the same again, for the cache.
pub(crate) fn fetches(dice: &mut Dice, with_streams: bool) -> Vec<FetchRequest> {
    let mut fetches = vec![fetch(dice, with_streams)];
    while fetches.len() < 3 && dice.chance(35) {
        let again = dice.chance(60);
        let next = if again { fetches[0].clone() } else { fetch(dice, with_streams) };
        fetches.push(next);
    }
    fetches
}

fn fetch(dice: &mut Dice, with_streams: bool) -> FetchRequest {
    let method = method(dice);
    let mut fetch = FetchRequest::new(method, "");
    let is_bodiless = ["GET", "HEAD"].iter().any(|own| method.eq_ignore_ascii_case(own));
    if !is_bodiless && dice.chance(40) {
        fetch.body = body(dice, with_streams);
    }
    for _ in 0..dice.weigh(&[(40, 0), (30, 1), (20, 2), (10, 3)]) {
        let (name, value) = header(dice);
        fetch = fetch.with_header(name, value);
    }
    fetch.credentials = dice.weigh(&[
        (50, CredentialsMode::SameOrigin),
        (40, CredentialsMode::Include),
        (10, CredentialsMode::Omit),
    ]);
    // A script's `XMLHttpRequest` has neither modes nor streams, and credentials only to include.
    if fetch.body != Body::Stream && fetch.credentials != CredentialsMode::Omit && dice.chance(5) {
        return fetch.with_upload_listeners();
    }
    fetch.mode = dice.weigh(&[
        (90, RequestMode::Cors),
        (6, RequestMode::NoCors),
        (4, RequestMode::SameOrigin),
    ]);
    fetch.redirect = dice.weigh(&[
        (88, RedirectMode::Follow),
        (6, RedirectMode::Error),
        (6, RedirectMode::Manual),
    ]);
    fetch
}

fn method(dice: &mut Dice) -> &'static str {
    dice.weigh(&[
        (30, "GET"),
        (22, "PUT"),
        (12, "POST"),
        (8, "DELETE"),
        (6, "HEAD"),
        (5, "PATCH"),
        (3, "patch"),
        (2, "put"),
        (2, "PoSt"),
        (2, "OPTIONS"),
        (2, "QUERY"),
        (2, "CHICKEN"),
        (1, "*"),
        (1, "TRACE"),
        (1, "NOT ONE"),
    ])
}

fn body(dice: &mut Dice, with_streams: bool) -> Body {
    match dice.below(10) {
        0 if with_streams => Body::Stream,
        0..=3 => Body::bytes(),
        _ => Body::text(),
    }
}

fn header(dice: &mut Dice) -> (&'static str, String) {
    let (name, values): (_, &[&str]) = dice.weigh(&[
        (20, ("x-a", ["1"].as_slice())),
        (10, ("X-B", &["2", ""])),
        (10, ("name", &["xiamen"])),
        (10, ("authorization", &["Bearer 1"])),
        (16, ("content-type", CONTENT_TYPES)),
        (8, ("Accept", ACCEPTS)),
        (4, ("accept-language", &["en", "de-CH, de;q=0.9", "en_US", "*"])),
        (3, ("content-language", &["en", "\"en\"", "a=b"])),
        (5, ("range", RANGES)),
        (2, ("DPR", &["2", "x"])),
        (2, ("save-data", &["on", "x"])),
        (1, ("device-memory", &["x"])),
        (1, ("rtt", &["x"])),
        (1, ("ect", &["x"])),
        (1, ("downlink", &["x"])),
        (1, ("width", &["x"])),
        (2, ("viewport-width", &["320", "x"])),
        (2, ("user-agent", &["mine"])),
        (1, ("cookie", &["a=b"])),
        (1, ("sec-own", &["1"])),
        (2, ("x-http-method-override", &["TRACE", "PUT", "PUT, connect"])),
        (1, ("*", &["1"])),
        (1, ("origin", &["https://forged.example"])),
        (1, ("bad name", &["1"])),
    ]);
    let value = dice.pick(values);
    let filled = value.replace("$128", &"a".repeat(128)).replace("$129", &"a".repeat(129));
    (name, filled)
}

const CONTENT_TYPES: &[&str] = &[
    "application/json",
    "text/plain",
    "text/plain;charset=utf-8",
    "TEXT/Plain ; a=b",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "text/plain; a=\"b\"",
    "text/plain, text/plain",
    "text",
    "",
    "text/plain;",
    "text/plain;;",
    "text/plain;a=b;",
    "text/plain;a=b,c",
    "text/plain;a=\u{e9}",
];
const ACCEPTS: &[&str] =
    &["*/*", "$128", "$129", "\"q\"", "a\tb", "a:b", "\u{e9}", "text/html, */*;q=0.8"];
const RANGES: &[&str] = &[
    "bytes=0-5",
    "bytes=0-",
    "bytes=-5",
    "bytes=5-0",
    "bytes=0-1,4-5",
    "bytes = 0-5",
    "lines=1-2",
];
