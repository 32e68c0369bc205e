//! The preflight cache: a list of methods and header names with a time at which each expires. The
//! caller passes the time. Partitions by top-level site are not modelled: keep one cache per
//! partition.

use super::allow::is_wildcard_name;
use super::{PreflightGrant, PreflightQuestion, Profile};
use crate::is_safelisted_method;

/// What a cached answer belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CacheKey {
    /// The [byte-serialized origin](https://fetch.spec.whatwg.org/#concept-cache-origin), `null`
    /// after a tainting redirect.
    pub origin: String,
    /// The URL, whole.
    pub url: String,
    /// The credentials mode is `include`.
    pub include: bool,
}

/// What an entry grants.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Grant {
    /// There was an answer, whatever it granted.
    Answer,
    Method(String),
    Header(String),
}

/// A [cache entry](https://fetch.spec.whatwg.org/#cache-entry).
#[derive(Clone, Debug)]
struct Entry {
    key: CacheKey,
    grant: Grant,
    expires: u64,
}

/// A [CORS-preflight cache](https://fetch.spec.whatwg.org/#concept-cache). Times are seconds of any
/// clock that does not go back.
///
/// ```
/// use cors_rules::client::*;
///
/// let key = CacheKey { origin: "https://a.example".into(), url: "https://b.example/".into(), include: false };
/// let question =
///     PreflightQuestion { method: "PUT".into(), unsafe_names: vec![], include: false, use_preflight: false };
/// let grant = PreflightGrant { methods: vec!["PUT".into()], headers: vec![], max_age: 10 };
///
/// let mut cache = PreflightCache::new();
/// cache.store(&key, &grant, Profile::Standard, 100);
/// assert!(cache.covers(&key, &question, Profile::Standard, 109));
/// assert!(!cache.covers(&key, &question, Profile::Standard, 110));
/// ```
#[derive(Clone, Debug, Default)]
pub struct PreflightCache {
    entries: Vec<Entry>,
}

impl PreflightCache {
    /// An empty cache.
    #[must_use]
    pub const fn new() -> Self {
        PreflightCache { entries: Vec::new() }
    }

    /// The number of entries: one for each method and one for each header name.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.iter().filter(|entry| entry.grant != Grant::Answer).count()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// Whether the fetch may go without a preflight
    /// ([HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch), the conditions of its
    /// first CORS step). What has expired is removed.
    pub fn covers(
        &mut self,
        key: &CacheKey,
        question: &PreflightQuestion,
        profile: Profile,
        now: u64,
    ) -> bool {
        self.entries.retain(|entry| entry.expires > now);
        let wants_any =
            question.use_preflight && !profile.cached_answers_cover_safelisted_methods();
        let needs_method = wants_any
            || !is_safelisted_method(question.method.as_bytes())
            || (question.method == "HEAD" && profile.cached_head_must_be_listed());
        let covers = self.has_answer(key, profile)
            && (!needs_method || self.has_method(key, &question.method, profile))
            && question.unsafe_names.iter().all(|name| self.has_header(key, name, profile));
        if !covers && profile.cache_keeps_last_answer_only() {
            self.forget(&key.origin, &key.url);
        }
        covers
    }

    /// Stores what a preflight granted
    /// ([CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0), its last
    /// steps). An entry that is there already is renewed: its max-age counts from now.
    pub fn store(&mut self, key: &CacheKey, grant: &PreflightGrant, profile: Profile, now: u64) {
        let PreflightGrant { methods, headers, max_age } = grant;
        if profile.cache_keeps_last_answer_only() {
            self.forget(&key.origin, &key.url);
        }
        let expires = now.saturating_add(*max_age);
        let is_answer = |entry: &Entry| entry.key == *key && entry.grant == Grant::Answer;
        self.renew_or_add(key, Grant::Answer, expires, is_answer);
        for method in methods {
            let matches = |entry: &Entry| entry.is_method(key, method, profile);
            self.renew_or_add(key, Grant::Method(method.clone()), expires, matches);
        }
        for header in headers {
            let matches = |entry: &Entry| entry.is_header(key, header, profile);
            self.renew_or_add(key, Grant::Header(header.clone()), expires, matches);
        }
        self.entries.retain(|entry| entry.expires > now);
    }

    /// [Clears](https://fetch.spec.whatwg.org/#concept-cache-clear) the entries of an origin and a
    /// URL, with and without credentials.
    pub fn forget(&mut self, origin: &str, url: &str) {
        self.entries.retain(|entry| entry.key.origin != origin || entry.key.url != url);
    }

    fn renew_or_add(
        &mut self,
        key: &CacheKey,
        grant: Grant,
        expires: u64,
        matches: impl Fn(&Entry) -> bool,
    ) {
        let mut is_renewed = false;
        for entry in self.entries.iter_mut().filter(|entry| matches(entry)) {
            entry.expires = expires;
            is_renewed = true;
        }
        if !is_renewed {
            self.entries.push(Entry { key: key.clone(), grant, expires });
        }
    }

    fn has_answer(&self, key: &CacheKey, profile: Profile) -> bool {
        let is_answer = |entry: &Entry| entry.grant == Grant::Answer && entry.is_for(key, profile);
        self.entries.iter().any(is_answer)
    }

    fn has_method(&self, key: &CacheKey, method: &str, profile: Profile) -> bool {
        self.entries.iter().any(|entry| entry.is_method(key, method, profile))
    }

    fn has_header(&self, key: &CacheKey, name: &str, profile: Profile) -> bool {
        self.entries.iter().any(|entry| entry.is_header(key, name, profile))
    }
}

impl Entry {
    /// A [cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match): what was granted
    /// with credentials holds without them too.
    fn is_for(&self, key: &CacheKey, profile: Profile) -> bool {
        let CacheKey { origin, url, include } = &self.key;
        *origin == key.origin
            && *url == key.url
            && (*include == key.include || (*include && !profile.cache_separates_credentials()))
    }

    /// A [method cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-method).
    fn is_method(&self, key: &CacheKey, method: &str, profile: Profile) -> bool {
        let Grant::Method(own) = &self.grant else { return false };
        self.is_for(key, profile)
            && (own == method || (own == "*" && self.is_wildcard_for(key, profile)))
    }

    /// A
    /// [header-name cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-header).
    fn is_header(&self, key: &CacheKey, name: &str, profile: Profile) -> bool {
        let Grant::Header(own) = &self.grant else { return false };
        let is_covered = own == "*"
            && self.is_wildcard_for(key, profile)
            && is_wildcard_name(name, profile.cached_wildcard_covers_authorization());
        self.is_for(key, profile) && (is_covered || own.eq_ignore_ascii_case(name))
    }

    fn is_wildcard_for(&self, key: &CacheKey, profile: Profile) -> bool {
        let is_literal = profile.cached_wildcards_are_literal()
            || (key.include && profile.cached_wildcards_are_literal_with_credentials())
            || (self.key.include && profile.wildcards_cached_with_credentials_are_literal());
        !is_literal
    }
}
