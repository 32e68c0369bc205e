//! Policies that pass the rules, and the handlers behind them.

use crate::case::PageKind;
use crate::policy_case::PolicyCase;
use cors_tests::Dice;

/// A policy; drafts that the rules refuse are thrown again.
pub(crate) fn policy(dice: &mut Dice, page: PageKind) -> PolicyCase {
    // Ports play no part in the rules.
    let origin = match page {
        PageKind::Null => "null",
        PageKind::Address => "http://127.0.0.1:4321",
        PageKind::Subdomain => "http://a.localhost:4321",
        PageKind::Home | PageKind::OtherPort | PageKind::Same | PageKind::Secure => {
            "http://localhost:4321"
        }
    };
    loop {
        let draft = draft(dice);
        if draft.build(origin).is_ok() {
            return draft;
        }
    }
}

fn draft(dice: &mut Dice) -> PolicyCase {
    PolicyCase {
        origins: list(dice, 20, ORIGINS, 22),
        methods: list(dice, 12, METHODS, 35),
        headers: list(dice, 20, HEADERS, 35),
        expose: list(dice, 20, EXPOSED, 35),
        credentials: dice.chance(45),
        max_age: dice.weigh(&[
            (40, None),
            (15, Some(0)),
            (15, Some(60)),
            (15, Some(600)),
            (15, Some(86_400)),
        ]),
        preflight_status: dice.weigh(&[
            (70, None),
            (20, Some(200)),
            (5, Some(299)),
            (5, Some(202)),
        ]),
        reject_unlisted: dice.chance(15),
        status: dice.weigh(&[(75, 200), (5, 201), (5, 204), (8, 404), (4, 500), (3, 401)]),
        lines: dice
            .some(OUTPUT, 50)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    }
}

/// `any`, so often in a hundred, or some of these.
fn list(dice: &mut Dice, any: usize, choices: &[&str], percent: usize) -> Vec<String> {
    if dice.chance(any) {
        return vec!["*".to_owned()];
    }
    dice.some(choices, percent).into_iter().map(str::to_owned).collect()
}

const ORIGINS: &[&str] = &[
    "$PAGE",
    "$PAGE",
    "$PAGE",
    "http://localhost:*",
    "http://*.localhost:*",
    "http://127.0.0.1:*",
    "https://a.example",
    "https://*.b.example",
    "http://localhost:1234",
];
const METHODS: &[&str] = &["PUT", "DELETE", "PATCH", "QUERY", "CHICKEN", "OPTIONS", "GET"];
const HEADERS: &[&str] =
    &["x-a", "X-B", "name", "content-type", "authorization", "accept", "range", "user-agent"];
const EXPOSED: &[&str] = &["x-out", "X-Other", "etag", "content-type"];
const OUTPUT: &[(&str, &str)] = &[
    ("x-out", "1"),
    ("x-out", "2"),
    ("x-other", "b"),
    ("content-type", "text/plain"),
    ("etag", "\"1\""),
    ("set-cookie", "case=1"),
    ("access-control-allow-origin", "https://forged.example"),
    ("vary", "accept"),
];
