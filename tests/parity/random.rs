//! Configurations that nobody thought of: drawn from pools of good and bad entries, the same ones on every run.

use cors_tests::Dice;

use crate::configuration::{Configuration, Names};

const COUNT: usize = 300;

const ORIGINS: &[&str] = &[
    "https://a.example",
    "https://b.example:8443",
    "https://*.c.example",
    "http://localhost:*",
    "http://localhost:3000",
    "http://[::1]:*",
    "http://127.0.0.1:8080",
    "https://x.c.example",
    "tauri://localhost",
    "https://xn--bcher-kva.example",
    "chrome-extension://abc",
    "http://192.168.0.0/16:*",
    "http://[fd00::/8]:8080",
    "https://10.0.0.0/8",
    "moz-extension://*",
    "http://d.example",
    "https://*.github.io",
    "https://*.co.uk",
    "https://a.example/",
    "https://A.example",
    "https://a.example:443",
    "a.example",
    "null",
    "*",
    "file:///x",
    "https://bücher.example",
    "https://a.example?x",
    "https://a.example#x",
    "https://me@a.example",
    " https://a.example",
    "https://a.example, https://b.example",
    "https://a..example",
    "http://127.1",
    "https://a.example:0",
    "https://*a.example",
    "",
    "https://\u{0}",
    "https://a.example/path",
    "1x://a.example",
    "http://10.0.0.1/8",
    "http://10.0.0.0/32",
    "http://[fd00::]/8",
    "moz-extension://*:*",
    "foo://*",
];

const METHODS: &[&str] = &[
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "put", "patch", "PURGE", "OPTIONS", "TRACE",
    "connect", "A B", "", "*", "résumé", "x-y",
];

const HEADERS: &[&str] = &[
    "content-type",
    "X-Name",
    "x-name",
    "authorization",
    "accept",
    "cookie",
    "sec-fetch-mode",
    "origin",
    "access-control-allow-origin",
    "set-cookie",
    "x name",
    "x-a,x-b",
    "",
    "*",
    "cache-control",
    "résumé",
    "content-length",
    "x-request-id",
    "access-control-request-method",
];

const AGES: &[u32] = &[0, 6, 600, 7200, 86_400, 86_401, 1_728_000, i32::MAX as u32, u32::MAX];

const STATUSES: &[u16] = &[200, 204, 299, 199, 300, 404, 0, u16::MAX];

/// The front of a pool is what is mostly right; now and then an entry comes from all of it.
fn names(dice: &mut Dice, pool: &[&str], good: usize) -> Names {
    if dice.one_in(8) {
        return Names::Any;
    }
    let count = if dice.one_in(20) { 0 } else { 1 + dice.below(3) };
    let bound = if dice.one_in(5) { pool.len() } else { good };
    Names::List((0..count).map(|_| dice.pick(&pool[..bound]).to_owned()).collect())
}

fn configuration(dice: &mut Dice) -> Configuration {
    Configuration {
        origins: (!dice.one_in(12)).then(|| names(dice, ORIGINS, 15)),
        methods: dice.one_in(2).then(|| names(dice, METHODS, 10)),
        headers: dice.one_in(2).then(|| names(dice, HEADERS, 5)),
        expose: dice.one_in(3).then(|| names(dice, HEADERS, 4)),
        credentials: dice.one_in(4),
        max_age: dice.one_in(3).then(|| dice.pick(AGES)),
        preflight_status: dice.one_in(8).then(|| dice.pick(STATUSES)),
        reject_unlisted: dice.one_in(4),
        insecure_origins: dice.one_in(10),
        public_suffixes: dice.one_in(14),
        null_origin: dice.one_in(14),
        any_extension: dice.one_in(14),
    }
}
/// The configurations, the same on every run.
pub(crate) fn configurations() -> Vec<Configuration> {
    let mut dice = Dice::new(20_240_229, 0);
    (0..COUNT).map(|_| configuration(&mut dice)).collect()
}

/// The name of the handler at this position.
pub(crate) fn name(index: usize) -> String {
    format!("random_{index}")
}
