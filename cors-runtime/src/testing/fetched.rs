//! How a fetch ended for the page, with everything that happened on the way.

use std::collections::BTreeMap;

use actix_web::web::Bytes;
use cors_rules::client::{Blocked, Outcome};

use super::Hop;

/// What a page got from a fetch.
///
/// Printed (`{}`), it tells the whole story, as a failed assertion does.
#[derive(Clone, Debug)]
#[must_use = "assert what the page got"]
pub struct Fetched {
    pub(super) page: String,
    pub(super) outcome: Outcome,
    pub(super) hops: Vec<Hop>,
    /// Readable headers, lines joined.
    headers: BTreeMap<String, String>,
    text: String,
}

impl Fetched {
    pub(super) fn new(page: String, outcome: Outcome, hops: Vec<Hop>) -> Self {
        let mut headers = BTreeMap::new();
        if let Some(readable) = outcome.readable() {
            for (name, _) in &readable.headers {
                let value = readable.header(name).unwrap_or_default();
                headers.insert(name.to_ascii_lowercase(), value);
            }
        }
        let body = hops.last().and_then(|hop| hop.received.as_ref().ok());
        let body = body.map_or(Bytes::new(), |received| received.body.clone());
        let text = String::from_utf8_lossy(&body).into_owned();
        Fetched { page, outcome, hops, headers, text }
    }

    /// Asserts that the page may read the answer.
    ///
    /// # Panics
    /// Where it may not; the message says why, and what to change.
    #[track_caller]
    pub fn assert_readable(&self) -> &Self {
        assert!(self.outcome.readable().is_some(), "\n{self}");
        self
    }

    /// Asserts that the browser kept the answer from the page.
    ///
    /// # Panics
    /// Where the page got something; the message says by which policy.
    #[track_caller]
    #[allow(clippy::must_use_candidate, reason = "the assertion is the point")]
    pub fn assert_blocked(&self) -> &Blocked {
        match self.outcome.blocked() {
            Some(blocked) => blocked,
            None => panic!("\n{self}"),
        }
    }

    /// Why the page got nothing; `None` where it got something. [`Blocked::console_message`] is
    /// what Chromium prints.
    #[must_use]
    pub const fn blocked(&self) -> Option<&Blocked> {
        self.outcome.blocked()
    }

    /// How it ended: readable, opaque or blocked.
    #[must_use]
    pub const fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The status that the page reads.
    ///
    /// # Panics
    /// Where it may not.
    #[must_use]
    #[track_caller]
    pub fn status(&self) -> u16 {
        self.assert_readable();
        self.outcome.readable().map_or(0, |readable| readable.status)
    }

    /// The body that the page reads.
    ///
    /// # Panics
    /// Where it may not.
    #[must_use]
    #[track_caller]
    pub fn text(&self) -> &str {
        self.assert_readable();
        &self.text
    }

    /// A header that the page reads: all lines joined; `None` where there is none, and where it is
    /// not exposed.
    ///
    /// # Panics
    /// Where the page may not read the answer at all.
    #[must_use]
    #[track_caller]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.assert_readable();
        self.headers.get(&name.to_ascii_lowercase()).map(String::as_str)
    }

    /// Every header that the page reads, by name in lower case; none where it reads nothing.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// How many preflights the browser sent.
    #[must_use]
    pub fn preflights(&self) -> usize {
        self.hops.iter().filter(|hop| hop.is_preflight).count()
    }

    /// Every request and its answer, in order.
    #[must_use]
    pub fn exchange(&self) -> &[Hop] {
        &self.hops
    }
}
