//! The HTTP cache, as far as CORS meets it: a fresh answer is used again, for another page of the
//! same site too, unless `Vary` keeps them apart. So a forgotten `Vary: Origin` is found. Nothing
//! is revalidated, and nothing is guessed to be fresh.

use std::time::Duration;

use super::wire::{Received, Sent};

#[derive(Debug, Default)]
pub(super) struct HttpCache {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    /// The site of the page: other sites have caches of their own.
    partition: String,
    request: Sent,
    response: Received,
    fresh_until: Duration,
}

impl HttpCache {
    /// A stored answer to this request.
    pub(super) fn find(&self, partition: &str, request: &Sent, now: Duration) -> Option<Received> {
        let is_answer = |entry: &&Entry| {
            request.method == "GET"
                && entry.partition == partition
                && entry.request.url == request.url
                && entry.fresh_until > now
                && entry.varies_like(request)
        };
        self.entries.iter().rev().find(is_answer).map(|entry| entry.response.clone())
    }

    /// Keeps an answer that says how long it is fresh. An unsafe method makes what is known of its
    /// URL stale.
    pub(super) fn store(
        &mut self,
        partition: &str,
        request: &Sent,
        response: &Received,
        now: Duration,
    ) {
        if !matches!(request.method.as_str(), "GET" | "HEAD" | "OPTIONS") {
            self.entries.retain(|entry| entry.request.url != request.url);
        }
        let Some(lifetime) = lifetime(response) else { return };
        if request.method != "GET" || response.status != 200 || lifetime.is_zero() {
            return;
        }
        self.entries.push(Entry {
            partition: partition.to_owned(),
            request: request.clone(),
            response: response.clone(),
            fresh_until: now + lifetime,
        });
    }
}

impl Entry {
    /// [RFC 9111, section 4.1](https://www.rfc-editor.org/rfc/rfc9111#section-4.1).
    fn varies_like(&self, request: &Sent) -> bool {
        self.response
            .elements("vary")
            .all(|name| name != "*" && self.request.values(&name).eq(request.values(&name)))
    }
}

/// `max-age` of `Cache-Control`; `None` where the answer must not be used again without asking.
fn lifetime(response: &Received) -> Option<Duration> {
    let directives: Vec<String> = response.elements("cache-control").collect();
    if directives.iter().any(|directive| directive == "no-store" || directive == "no-cache") {
        return None;
    }
    let seconds = directives.iter().find_map(|directive| directive.strip_prefix("max-age="))?;
    seconds.trim_matches('"').parse().ok().map(Duration::from_secs)
}
