//! Configurations that nobody thought of: drawn from pools of good and bad entries, the same ones on every run.

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

/// `SplitMix64`: a few lines that give the same numbers everywhere and for ever.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("small");
        usize::try_from(self.next() % bound).expect("small")
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn pick<T: Copy>(&mut self, pool: &[T]) -> T {
        pool[self.below(pool.len())]
    }

    /// The front of a pool is what is mostly right; now and then an entry comes from all of it.
    fn names(&mut self, pool: &[&str], good: usize) -> Names {
        if self.one_in(8) {
            return Names::Any;
        }
        let count = if self.one_in(20) { 0 } else { 1 + self.below(3) };
        let bound = if self.one_in(5) { pool.len() } else { good };
        Names::List((0..count).map(|_| self.pick(&pool[..bound]).to_owned()).collect())
    }

    fn configuration(&mut self) -> Configuration {
        Configuration {
            origins: (!self.one_in(12)).then(|| self.names(ORIGINS, 11)),
            methods: self.one_in(2).then(|| self.names(METHODS, 10)),
            headers: self.one_in(2).then(|| self.names(HEADERS, 5)),
            expose: self.one_in(3).then(|| self.names(HEADERS, 4)),
            credentials: self.one_in(4),
            max_age: self.one_in(3).then(|| self.pick(AGES)),
            preflight_status: self.one_in(8).then(|| self.pick(STATUSES)),
            reject_unlisted: self.one_in(4),
            insecure_origins: self.one_in(10),
            public_suffixes: self.one_in(14),
            null_origin: self.one_in(14),
        }
    }
}

/// The configurations, the same on every run.
pub(crate) fn configurations() -> Vec<Configuration> {
    let mut dice = Dice(20_240_229);
    (0..COUNT).map(|_| dice.configuration()).collect()
}

/// The name of the handler at this position.
pub(crate) fn name(index: usize) -> String {
    format!("random_{index}")
}
