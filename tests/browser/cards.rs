//! What each card of the lab must report, and what the server must have seen. Asserted by `main.rs`.

use crate::{lab, page::Page};

/// One card's promise.
pub(crate) struct Card {
    /// Its `data-card`.
    pub(crate) name: &'static str,
    verdict: &'static str,
    /// Of the answer, where it was readable.
    status: &'static str,
    body: &'static str,
    /// Headers that the page tried to read, and what it got.
    headers: &'static [(&'static str, &'static str)],
    /// Requests in order of arrival. `*`: its handler ran. `+cookie`: it carried the cookie.
    pub(crate) seen: &'static [&'static str],
}

const READABLE: Card = Card {
    name: "",
    verdict: "readable",
    status: "200",
    body: "777",
    headers: &[],
    seen: &["OPTIONS", "PUT*"],
};
const BLOCKED: Card =
    Card { name: "", verdict: "blocked", status: "", body: "", headers: &[], seen: &["OPTIONS"] };

/// Every card that is clicked once.
pub(crate) const ALL: [Card; 8] = [
    Card { name: "simple", body: "888", seen: &["GET*"], ..READABLE },
    Card { name: "preflight", ..READABLE },
    Card { name: "json", body: "hello, xiamen", seen: &["OPTIONS", "POST*"], ..READABLE },
    Card { name: "cookie", seen: &["POST*", "OPTIONS", "PUT*+cookie"], ..READABLE },
    Card { name: "expose", headers: &[("name", "jw"), ("x-hidden", "unreadable")], ..READABLE },
    // The lesson of this card: the handler ran, only the answer was withheld.
    Card { name: "origin", seen: &["GET*"], ..BLOCKED },
    Card { name: "method", ..BLOCKED },
    Card { name: "header", ..BLOCKED },
];

/// The card that is clicked repeatedly.
pub(crate) const CACHE: Card = Card { name: "cache", ..READABLE };

impl Card {
    /// Compares the page's attributes and the server's record with the promise.
    pub(crate) async fn check(&self, page: &Page, seen: &[&str]) {
        let Self { name, verdict, status, body, headers, seen: _ } = self;
        let requests = lab::seen(&page.card(name, "lab").await);
        assert_eq!(requests, seen, "{name}: what the server saw");

        let count =
            |sign: &str| seen.iter().filter(|request| request.contains(sign)).count().to_string();
        let (preflights, cookies, handler_runs) = (count("OPTIONS"), count("+cookie"), count("*"));
        let promises = [
            ("verdict", *verdict),
            ("status", *status),
            ("body", *body),
            ("preflights", &preflights),
            ("cookies", &cookies),
            ("handler-runs", &handler_runs),
        ];
        for (attribute, promised) in promises {
            assert_eq!(page.card(name, attribute).await, promised, "{name}: data-{attribute}");
        }
        for (header, promised) in *headers {
            assert_eq!(
                page.card(name, &format!("header-{header}")).await,
                *promised,
                "{name}: header {header}"
            );
        }
    }
}
