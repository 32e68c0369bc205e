//! A fetch under way: the standard's [request](https://fetch.spec.whatwg.org/#concept-request) with
//! its URL list and its tainting. `prepare` makes it, `redirect` changes it, `exchange` moves it
//! along.

use url::Url;

use super::{
    Body, CacheKey, CredentialsMode, HeaderList, HttpRequest, PageOrigin, PreflightQuestion,
    Profile, Reason, RedirectMode, RequestMode, Stage, Tainting, http_url, preflight_headers,
    unsafe_request_header_names,
};
use crate::is_safelisted_method;

#[derive(Clone, Debug)]
pub(super) struct Active {
    pub(super) page: PageOrigin,
    pub(super) method: String,
    pub(super) headers: HeaderList,
    pub(super) mode: RequestMode,
    pub(super) credentials: CredentialsMode,
    pub(super) redirect: RedirectMode,
    pub(super) body: Body,
    /// The [use-CORS-preflight flag](https://fetch.spec.whatwg.org/#use-cors-preflight-flag).
    pub(super) use_preflight: bool,
    /// Why the request is not sent after its preflight, and the step at which it counts as blocked.
    pub(super) deferred: Option<(Reason, Stage)>,
    /// An `XMLHttpRequest`, which the model recognises by its upload listeners.
    pub(super) is_xhr: bool,
    /// The URLs before the current one, in order.
    pub(super) earlier: Vec<Url>,
    /// The current URL.
    pub(super) url: Url,
    pub(super) tainting: Tainting,
    /// The names that the first preflight asked for, in lower case.
    pub(super) first_names: Vec<String>,
    /// The names that the last redirect dropped, in lower case.
    pub(super) dropped: Vec<String>,
    /// The request before a redirect within its origin had an `Origin` header.
    pub(super) had_origin: bool,
}

impl Active {
    /// [Byte-serializes the request
    /// origin](https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin).
    pub(super) fn origin(&self) -> &str {
        if self.is_tainted() { "null" } else { self.page.serialized() }
    }

    /// Whether the [redirect-taint](https://fetch.spec.whatwg.org/#concept-request-redirect-taint)
    /// is not `same-origin`, so that the origin is sent as `null`: a redirect led from a foreign
    /// origin to another one, or back to the page's own.
    pub(super) fn is_tainted(&self) -> bool {
        let later = self.earlier.iter().skip(1).chain([&self.url]);
        self.earlier
            .iter()
            .zip(later)
            .any(|(from, to)| from.origin() != to.origin() && !self.page.is_same_origin(from))
    }

    /// The origin that a preflight names.
    pub(super) fn preflight_origin(&self, profile: Profile) -> &str {
        if profile.preflights_with_page_origin() { self.page.serialized() } else { self.origin() }
    }

    pub(super) fn question(&self, profile: Profile) -> PreflightQuestion {
        let unsafe_names = if profile.asks_again_for_dropped_headers() {
            let is_kept = |name: &&String| !self.dropped.contains(name);
            self.first_names.iter().filter(is_kept).cloned().collect()
        } else {
            unsafe_request_header_names(&self.headers, profile)
        };
        PreflightQuestion {
            method: self.method.clone(),
            unsafe_names,
            include: self.credentials.is_include(),
            use_preflight: self.use_preflight,
        }
    }

    pub(super) fn cache_key(&self, profile: Profile) -> CacheKey {
        CacheKey {
            origin: self.preflight_origin(profile).to_owned(),
            url: self.url.to_string(),
            include: self.credentials.is_include(),
        }
    }

    pub(super) fn become_get(&mut self) {
        "GET".clone_into(&mut self.method);
        self.body = Body::Empty;
    }

    /// Drops headers at a redirect.
    pub(super) fn drop_headers(&mut self, is_dropped: impl Fn(&str) -> bool) {
        for (name, _) in self.headers.extract_if(.., |(name, _)| is_dropped(name)) {
            self.dropped.push(name.to_ascii_lowercase());
        }
    }

    /// The current URL as it is sent and shown.
    pub(super) fn sent_url(&self, profile: Profile) -> String {
        http_url::sent(&self.url, profile)
    }

    pub(super) fn initial_url(&self, profile: Profile) -> String {
        http_url::sent(self.earlier.first().unwrap_or(&self.url), profile)
    }

    pub(super) fn preflight_request(&self, profile: Profile) -> HttpRequest {
        HttpRequest {
            method: "OPTIONS".to_owned(),
            url: self.sent_url(profile),
            headers: preflight_headers(self.preflight_origin(profile), &self.question(profile)),
            with_credentials: false,
            is_preflight: true,
            sends_body: false,
        }
    }

    pub(super) fn actual_request(&self, profile: Profile) -> HttpRequest {
        let mut headers = self.headers.clone();
        if let Some(origin) = self.origin_header(profile) {
            headers.push(("Origin".to_owned(), origin.to_owned()));
        }
        HttpRequest {
            method: self.method.clone(),
            url: self.sent_url(profile),
            headers,
            with_credentials: self.sends_credentials(),
            is_preflight: false,
            sends_body: self.body.is_present(),
        }
    }

    /// `includeCredentials` of [HTTP-network-or-cache
    /// fetch](https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch).
    pub(super) fn sends_credentials(&self) -> bool {
        match self.credentials {
            CredentialsMode::Include => true,
            CredentialsMode::SameOrigin => self.tainting == Tainting::Basic,
            CredentialsMode::Omit => false,
        }
    }

    /// [Appends a request `Origin`
    /// header](https://fetch.spec.whatwg.org/#append-a-request-origin-header), under the default
    /// referrer policy.
    pub(super) fn origin_header(&self, profile: Profile) -> Option<&str> {
        if self.tainting == Tainting::Cors {
            return Some(self.origin());
        }
        let keeps = self.had_origin && profile.keeps_origin_in_redirects();
        if matches!(self.method.as_str(), "GET" | "HEAD") && !keeps {
            return None;
        }
        let is_away = self.earlier.iter().any(|url| url.origin() != self.url.origin());
        if self.mode == RequestMode::NoCors && is_away && profile.no_cors_redirects_taint() {
            return Some("null");
        }
        let is_downgrade = self.page.is_https() && self.url.scheme() != "https";
        let is_hidden = self.mode != RequestMode::Cors && is_downgrade;
        Some(if is_hidden { "null" } else { self.origin() })
    }

    /// Whether [main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch) makes a CORS
    /// preflight, unless the cache has the answer.
    pub(super) fn is_preflighted(&self, question: &PreflightQuestion) -> bool {
        self.use_preflight
            || !is_safelisted_method(self.method.as_bytes())
            || !question.unsafe_names.is_empty()
    }
}
