//! Configurations put together at random from good and bad parts, the same ones in every run.

use std::collections::BTreeMap;

use cors_tests::PolicyCase;

const ORIGINS: &[&str] = &[
    "https://a.example",
    "https://b.example:8443",
    "http://localhost:3000",
    "http://127.0.0.1:*",
    "https://*.c.example",
    "https://*.d.example:*",
    "tauri://localhost",
    "http://e.example",
    "https://*.github.io",
    "https://f.example/",
    "https://G.example",
    "*",
];
const METHODS: &[&str] =
    &["PUT", "delete", "PURGE", "GET", "OPTIONS", "PATCH", "patch", "TRACE", "*"];
const HEADERS: &[&str] =
    &["content-type", "X-Name", "authorization", "x-a", "x-b", "cookie", "x name", "*"];
const EXPOSE: &[&str] = &["name", "X-Total", "etag", "content-type", "set-cookie", "origin", "*"];

/// A small generator with a fixed seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap_or_default()
    }

    /// Up to three entries, the good ones (which come first) more often.
    fn pick(&mut self, parts: &[&str]) -> Vec<String> {
        let count = self.roll(4);
        let mut picked = Vec::new();
        for _ in 0..count {
            let among = if self.roll(5) == 0 { parts.len() } else { parts.len() / 2 };
            picked.push(parts[self.roll(among)].to_owned());
        }
        picked
    }
}

/// This many configurations.
pub(crate) fn policies(count: usize) -> Vec<PolicyCase> {
    let mut dice = Dice(20);
    (0..count).map(|_| policy(&mut dice)).collect()
}

fn policy(dice: &mut Dice) -> PolicyCase {
    let mut origins = dice.pick(ORIGINS);
    if origins.is_empty() && dice.roll(8) != 0 {
        origins.push("https://a.example".to_owned());
    }
    let mut flags = BTreeMap::new();
    for flag in ["tolerate_insecure_origins", "tolerate_subdomains_of_public_suffixes"] {
        if dice.roll(12) == 0 {
            flags.insert(flag.to_owned(), true.into());
        }
    }
    PolicyCase {
        origins,
        methods: dice.pick(METHODS),
        request_headers: dice.pick(HEADERS),
        expose: dice.pick(EXPOSE),
        credentials: dice.roll(3) == 0,
        max_age: (dice.roll(2) == 0).then(|| [0, 6, 600, 86_400, 1_728_000][dice.roll(5)]),
        preflight_status: (dice.roll(6) == 0).then(|| [200, 204, 299, 302][dice.roll(4)]),
        flags,
    }
}
