//! How a fetch ended for the page, with everything that happened on the way.

use std::collections::BTreeMap;

use actix_web::web::Bytes;
use cors_rules::client::{Blocked, Outcome};
use serde::de::DeserializeOwned;

use super::claim::{self, Evidence};
use super::hop::Hop;
use crate::reason::explanation::Explanation;

/// What a page got from a fetch.
///
/// Printed (`{}`), it tells the whole story, as a failed assertion does.
#[derive(Clone, Debug)]
#[must_use = "assert what the page got"]
pub struct Fetched {
    pub(super) page: String,
    pub(super) outcome: Outcome,
    pub(super) hops: Vec<Hop>,
    /// The server is another process, or might as well be.
    pub(super) is_live: bool,
    /// No route has to match.
    pub(super) to_default_service: bool,
    /// Readable headers, lines joined.
    headers: BTreeMap<String, String>,
    text: String,
}

impl Fetched {
    pub(super) fn new(
        page: String,
        outcome: Outcome,
        hops: Vec<Hop>,
        to_default_service: bool,
    ) -> Self {
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
        Fetched { page, outcome, hops, is_live: false, to_default_service, headers, text }
    }

    fn evidence(&self) -> Evidence<'_> {
        let Fetched { outcome, hops, is_live, to_default_service, .. } = self;
        Evidence { outcome, hops, is_live: *is_live, to_default_service: *to_default_service }
    }

    /// Asserts that the page may read the answer.
    ///
    /// # Panics
    /// Where it may not; the message says why, and what to change.
    #[track_caller]
    pub fn assert_readable(&self) -> &Self {
        assert!(self.is_readable(), "\n{self}");
        self
    }

    /// Asserts that an answer of the application was kept from the page; why is returned. Whether
    /// it was a policy that said no is another question:
    /// [`assert_refused_by_policy`](Self::assert_refused_by_policy).
    ///
    /// # Panics
    /// Where the page got something; the message says by which policy. And where the page got
    /// nothing because nothing was sent, because no answer came, or because no route was reached:
    /// 404 of the router, 405. Over a socket, a route's own 404 cannot be told from that.
    #[track_caller]
    #[allow(clippy::must_use_candidate, reason = "the assertion is the point")]
    pub fn assert_blocked(&self) -> &Blocked {
        let Some(blocked) = self.outcome.blocked() else { panic!("\n{self}") };
        if let Some(complaint) = claim::unreached(&self.evidence()) {
            panic!("\n{complaint}\n\n{self}");
        }
        blocked
    }

    /// Asserts that a policy of the application said no; which, and why, is returned. What counts
    /// is what the policy decided, not what headers look like.
    ///
    /// ```
    /// # use actix_web::{App, Responder, get, test};
    /// # use cors_runtime::{Reason, Refusal, cors};
    /// # use cors_runtime::testing::{Browser, Fetch};
    /// #[cors(origins = ["https://app.example"])]
    /// #[get("/notes")]
    /// async fn notes() -> impl Responder { "notes" }
    ///
    /// # #[actix_web::main]
    /// # async fn main() {
    /// let app = test::init_service(App::new().service(notes)).await;
    /// let stranger = Browser::new().open("https://elsewhere.example");
    /// let res = stranger.fetch(&app, Fetch::get("https://api.example/notes")).await;
    /// let refusal = res.assert_refused_by_policy();
    /// assert_eq!(refusal.policy_name(), Some("notes"));
    /// assert_eq!(refusal.reason(), Reason::Refused(Refusal::OriginNotListed));
    /// # }
    /// ```
    ///
    /// # Panics
    /// Where the page may read the answer, and where no policy refused: nothing was sent, no route
    /// was reached, no policy decided, or the policy allowed it and something else was wrong. Over
    /// a socket, always: nobody there can tell, and the message says so.
    #[track_caller]
    #[allow(clippy::must_use_candidate, reason = "the assertion is the point")]
    pub fn assert_refused_by_policy(&self) -> &Explanation {
        match claim::refusal(&self.evidence()) {
            Ok(explanation) => explanation,
            Err(complaint) => panic!("\n{complaint}\n\n{self}"),
        }
    }

    /// Whether the page may read the answer.
    #[must_use]
    pub const fn is_readable(&self) -> bool {
        self.outcome.readable().is_some()
    }

    /// The policy that refused, where
    /// [`assert_refused_by_policy`](Self::assert_refused_by_policy) would not fail.
    #[must_use]
    pub fn refusal(&self) -> Option<&Explanation> {
        claim::refusal(&self.evidence()).ok()
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

    /// The body that the page reads, as JSON.
    ///
    /// ```
    /// # use actix_web::{App, Responder, get, test, web::Json};
    /// # use cors_runtime::cors;
    /// # use cors_runtime::testing::{Browser, Fetch};
    /// #[cors(origins = ["https://app.example"])]
    /// #[get("/numbers")]
    /// async fn numbers() -> impl Responder { Json([7, 8]) }
    ///
    /// # #[actix_web::main]
    /// # async fn main() {
    /// let app = test::init_service(App::new().service(numbers)).await;
    /// let page = Browser::new().open("https://app.example");
    /// let res = page.fetch(&app, Fetch::get("https://api.example/numbers")).await;
    /// assert_eq!(res.json::<Vec<u32>>(), [7, 8]);
    /// # }
    /// ```
    ///
    /// # Panics
    /// Where the page may not read the answer, and where the body is no JSON of this type; the
    /// message has the body.
    #[must_use]
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        let text = self.text();
        let parsed = serde_json::from_str(text);
        parsed.unwrap_or_else(|error| {
            let wanted = std::any::type_name::<T>();
            panic!(
                "the body is no JSON of type `{wanted}`: {error}\n  body: {}",
                text.escape_debug()
            )
        })
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
