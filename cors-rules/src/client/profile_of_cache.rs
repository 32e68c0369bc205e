//! Deviations of the preflight cache: what is cached, for how long, and what it serves.

use super::Profile;

impl Profile {
    /// A cached `*` covers `Authorization` too, where the mode is not `include`.
    ///
    /// Observed in `WebKit`. Chromium grants it by `*` in a preflight, but asks anew each time.
    #[must_use]
    pub const fn cached_wildcard_covers_authorization(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A negative `Access-Control-Max-Age` turns caching off.
    ///
    /// Observed in all three engines with `-1`. By the standard it is
    /// [no delta-seconds](https://fetch.spec.whatwg.org/#http-access-control-max-age), so the
    /// default of 5 seconds applies.
    #[must_use]
    pub const fn negative_max_age_disables_cache(self) -> bool {
        self.is_engine()
    }

    /// `Access-Control-Max-Age` is a signed 64-bit integer: `+10` is ten seconds, and a number
    /// beyond counts as absent, which gives 5 seconds.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn max_age_is_signed(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// An `Access-Control-Max-Age` that is not all digits turns caching off.
    ///
    /// Observed in Firefox with `abc`, `10.5`, `1e3`, `"10"`, `10,20`, `0x10`, `+10` and with two
    /// lines; Chromium and `WebKit` still cache, like the standard.
    #[must_use]
    pub const fn malformed_max_age_disables_cache(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// The longest [max-age](https://fetch.spec.whatwg.org/#concept-cache-max-age) that is
    /// honoured, in seconds. The standard leaves the limit to the engine. Observed in `WebKit`, by
    /// waiting; for the others it is what their sources say.
    #[must_use]
    pub const fn max_age_limit(self) -> Option<u64> {
        match self {
            Profile::Standard => None,
            Profile::Chromium => Some(7_200),
            Profile::Firefox => Some(86_400),
            Profile::WebKit => Some(600),
        }
    }

    /// A cached `*` covers nothing but the name `*`, so that what was granted by a wildcard is
    /// preflighted every time.
    ///
    /// Observed in Firefox for `Access-Control-Allow-Methods` and `-Headers`.
    #[must_use]
    pub const fn cached_wildcards_are_literal(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// With credentials, a cached `*` covers nothing but the name `*`.
    ///
    /// The standard lets it match
    /// ([method cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-method) does
    /// not look at credentials), though no preflight with credentials is granted by it. Observed in
    /// all three engines: a cached answer is judged like a fresh one.
    #[must_use]
    pub const fn cached_wildcards_are_literal_with_credentials(self) -> bool {
        self.is_engine()
    }

    /// `HEAD` needs a cached method like any unsafe method.
    ///
    /// Observed in Firefox: a HEAD with a custom header is preflighted every time.
    #[must_use]
    pub const fn cached_head_must_be_listed(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// What is cached for requests with credentials does not serve requests without them.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn cache_separates_credentials(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// The cache keeps the last answer per origin and URL, whole, and drops it when it does not
    /// suffice; by the standard methods and header names of several answers add up.
    ///
    /// Observed in Chromium and `WebKit`.
    #[must_use]
    pub const fn cache_keeps_last_answer_only(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// The cache is kept when the fetch fails; the standard
    /// [clears](https://fetch.spec.whatwg.org/#concept-cache-clear) it.
    ///
    /// Observed in Chromium and `WebKit`.
    #[must_use]
    pub const fn cache_survives_failure(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// Preflights of a request whose origin a redirect made `null`, though that of the page is not,
    /// are never cached; by the standard all such requests share the entries of `null`.
    ///
    /// Observed in Chromium and `WebKit`.
    #[must_use]
    pub const fn never_caches_tainted_requests(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// Preflights of a page whose origin is opaque are never cached.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn never_caches_opaque_pages(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A cached answer need not name GET, HEAD and POST; by the standard it must where upload
    /// listeners or a stream ask for a preflight
    /// ([HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch)).
    ///
    /// Observed in all three engines.
    #[must_use]
    pub const fn cached_answers_cover_safelisted_methods(self) -> bool {
        self.is_engine()
    }

    /// An answer to a preflight is cached although it grants too little, if it passes the CORS
    /// check and can be parsed.
    ///
    /// Observed in `WebKit`: a later request that it does suffice for goes without a preflight.
    #[must_use]
    pub const fn caches_insufficient_answers(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// What is cached for an origin and a URL is cleared by every answer that makes a fetch fail,
    /// but not in redirect mode `error`; by the standard that clears it too, and all of it only for
    /// a fetch that took the branch with a preflight.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn every_failure_clears_the_cache(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// A `*` that was cached with credentials covers nothing but the name `*` for requests without
    /// them either.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn wildcards_cached_with_credentials_are_literal(self) -> bool {
        matches!(self, Profile::Chromium)
    }
}
