//! Bodies that are streamed, over HTTP/2: what becomes of one that an answer wants to be sent again, by 401 or a redirect.

use cors_rules::client::{Body, CredentialsMode, RedirectMode, RequestMode};
use cors_tests::Dice;

use crate::case::{Case, Host, Lines, PageKind, RawHop, Server};

use super::{answering, fetch, line};

pub(crate) fn case(dice: &mut Dice) -> Case {
    let method = dice.weigh(&[(60, "POST"), (30, "PUT"), (10, "PATCH")]);
    let mut asked = fetch(dice, method);
    asked.credentials =
        dice.pick(&[CredentialsMode::SameOrigin, CredentialsMode::Include, CredentialsMode::Omit]);
    asked.body = dice.weigh(&[
        (60, Body::Stream),
        (20, Body::text()),
        (10, Body::bytes()),
        (10, Body::Empty),
    ]);
    asked.mode = dice.weigh(&[
        (85, RequestMode::Cors),
        (8, RequestMode::SameOrigin),
        (7, RequestMode::NoCors),
    ]);
    asked.redirect = dice.weigh(&[
        (90, RedirectMode::Follow),
        (5, RedirectMode::Manual),
        (5, RedirectMode::Error),
    ]);
    let page = dice.weigh(&[(60, PageKind::Secure), (40, PageKind::Home)]);
    let mut hops = vec![last(dice, Host::Secure, asked.body == Body::Stream)];
    if dice.chance(25) {
        hops[0].actual.status = dice.pick(&[301, 302, 303, 307, 308]);
        hops[0].actual.lines.push(line("location", "$NEXT"));
        let host = dice.pick(&[Host::Secure, Host::SecureThird]);
        hops.push(last(dice, host, false));
    }
    Case { page, fetches: vec![asked], server: Server::Raw(hops) }
}

/// Only a stream meets a challenge that browsers know: they do not ask for a password that they could not use.
fn last(dice: &mut Dice, host: Host, is_streamed: bool) -> RawHop {
    let mut more = Lines::new();
    while more.len() < 3 && dice.chance(50) {
        let known = is_streamed && dice.chance(50);
        more.push(line("www-authenticate", dice.pick(if known { KNOWN } else { UNKNOWN })));
    }
    let status = dice.weigh(&[(60, 401), (15, 200), (8, 403), (5, 404), (6, 407), (6, 500)]);
    answering(host, status, more)
}

const KNOWN: &[&str] = &[
    "Basic realm=\"a\"",
    "basic realm=a",
    "BASIC",
    "Digest realm=\"a\", nonce=\"b\"",
    "digest nonce=b",
    "Digest",
    "Digest realm=\"a\"",
    "Own, Basic realm=\"a\"",
    "Basic",
];
const UNKNOWN: &[&str] = &["Own realm=\"a\"", "Own", "Bearer realm=\"a\"", "", "Basically", "a=b"];
