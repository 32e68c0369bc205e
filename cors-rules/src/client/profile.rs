//! Whose behaviour is modelled: the standard's, or an engine's with its known deviations. One method per deviation,
//! each with what was observed, in Chromium 156, Firefox ESR 153 and `WebKitGTK` 2.50, or read in the engine's source.

/// The standard, or an engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// The Fetch standard to the letter.
    #[default]
    Standard,
    /// Blink.
    Chromium,
    /// Gecko.
    Firefox,
    /// `WebKit`.
    WebKit,
}

/// What becomes of a `ReadableStream` as request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StreamSupport {
    /// It is streamed, after a preflight.
    Streamed,
    /// It is turned into a string like any other object.
    Stringified,
    /// It is refused before anything is sent.
    Refused,
}

impl Profile {
    const fn is_engine(self) -> bool {
        !matches!(self, Profile::Standard)
    }

    /// `Access-Control-Allow-Headers: *` without credentials grants `Authorization` too.
    ///
    /// Observed in all three engines; Firefox warns that it will stop. The standard says
    /// [no](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
    #[must_use]
    pub const fn wildcard_covers_authorization(self) -> bool {
        self.is_engine()
    }

    /// A cached `*` covers `Authorization` too, where the mode is not `include`.
    ///
    /// Read in the source of `WebKit`. Observed not to be so in Chromium, which grants it by `*` in a preflight, but asks
    /// anew each time.
    #[must_use]
    pub const fn cached_wildcard_covers_authorization(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A negative `Access-Control-Max-Age` turns caching off.
    ///
    /// Observed in all three engines with `-1`. By the standard it is [no delta-seconds](https://fetch.spec.whatwg.org/#http-access-control-max-age),
    /// so the default of 5 seconds applies.
    #[must_use]
    pub const fn negative_max_age_disables_cache(self) -> bool {
        self.is_engine()
    }

    /// `Access-Control-Max-Age` is a signed 64-bit integer: `+10` is ten seconds, and a number beyond counts as absent, which
    /// gives 5 seconds.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn max_age_is_signed(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// An `Access-Control-Max-Age` that is not all digits turns caching off.
    ///
    /// Observed in Firefox with `abc`, `10.5`, `1e3`, `"10"`, `10,20`, `0x10`, `+10` and with two lines; Chromium and
    /// `WebKit` still cache, like the standard.
    #[must_use]
    pub const fn malformed_max_age_disables_cache(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// The longest [max-age](https://fetch.spec.whatwg.org/#concept-cache-max-age) that is honoured, in seconds. The standard
    /// leaves the limit to the engine. Read in the engines' source.
    #[must_use]
    pub const fn max_age_limit(self) -> Option<u64> {
        match self {
            Profile::Standard => None,
            Profile::Chromium => Some(7_200),
            Profile::Firefox => Some(86_400),
            Profile::WebKit => Some(600),
        }
    }

    /// A cached `*` covers nothing but the name `*`, so that what was granted by a wildcard is preflighted every time.
    ///
    /// Observed in Firefox for `Access-Control-Allow-Methods` and `-Headers`.
    #[must_use]
    pub const fn cached_wildcards_are_literal(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// With credentials, a cached `*` covers nothing but the name `*`.
    ///
    /// The standard lets it match ([method cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-method)
    /// does not look at credentials), though no preflight with credentials is granted by it. Observed in Chromium, read in
    /// the source of the others: a cached answer is judged like a fresh one.
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
    /// Read in Firefox's source (the flag is part of the cache's key).
    #[must_use]
    pub const fn cache_separates_credentials(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// The cache keeps the last answer per origin and URL, whole, and drops it when it does not suffice; by the standard
    /// methods and header names of several answers add up.
    ///
    /// Observed in Chromium, read in the source of `WebKit`.
    #[must_use]
    pub const fn cache_keeps_last_answer_only(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// The cache is kept when the fetch fails; the standard [clears](https://fetch.spec.whatwg.org/#concept-cache-clear) it.
    ///
    /// Observed in Chromium, read in the source of `WebKit`.
    #[must_use]
    pub const fn cache_survives_failure(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// Preflights of a request whose origin a redirect made `null`, though that of the page is not, are never cached; by the standard all such requests share
    /// the entries of `null`.
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

    /// Upload listeners ask for a preflight only where there is something to upload; by the
    /// [standard](https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send) they do so without a body too.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn listens_to_bodies_only(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// An empty header line counts for nothing beside another one of the same name, but two lines of
    /// `Access-Control-Allow-Origin` are too many all the same.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn ignores_empty_header_lines(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// The client hints `Device-Memory`, `Downlink`, `DPR`, `ECT`, `RTT`, `Save-Data`, `Viewport-Width` and `Width` are safelisted
    /// request headers where their values are sound.
    ///
    /// Observed in Chromium. They were in the standard once.
    #[must_use]
    pub const fn safelists_client_hints(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A script's `User-Agent` is ignored.
    ///
    /// Observed in Chromium; the others send it and ask for it in the preflight.
    #[must_use]
    pub const fn drops_user_agent(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// Several lines that a script sets under one name are joined by a comma and a space before the safelist sees them; by
    /// the standard each line is judged by itself.
    ///
    /// Observed in Chromium (two lines of `Accept`, each short, together above 128 bytes; two of `Content-Type`), read in
    /// the source of `WebKit`.
    #[must_use]
    pub const fn joins_request_header_lines(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// A header that a script sets in several lines is named as often in `Access-Control-Request-Headers`; by the standard each
    /// [name](https://fetch.spec.whatwg.org/#convert-header-names-to-a-sorted-lowercase-set) is there once.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn repeats_requested_names(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// An absent `Access-Control-Allow-Methods` grants no method; by the standard it grants that of the request where upload
    /// listeners or a stream ask for the preflight ([CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0), step 7).
    ///
    /// Observed in all three engines.
    #[must_use]
    pub const fn methods_are_granted_by_name_only(self) -> bool {
        self.is_engine()
    }

    /// A cached answer need not name GET, HEAD and POST; by the standard it must where upload listeners or a stream ask for a
    /// preflight ([HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch)).
    ///
    /// Observed in all three engines.
    #[must_use]
    pub const fn cached_answers_cover_safelisted_methods(self) -> bool {
        self.is_engine()
    }

    /// An answer to a preflight is cached although it grants too little, if it passes the CORS check and can be parsed.
    ///
    /// Observed in `WebKit`: a later request that it does suffice for goes without a preflight.
    #[must_use]
    pub const fn caches_insufficient_answers(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// What is cached for an origin and a URL is cleared by every answer that makes a fetch fail, but not in redirect mode `error`;
    /// by the standard that clears it too, and all of it only for a fetch that took the branch with a preflight.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn every_failure_clears_the_cache(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// Once a fetch was preflighted, its redirects to other origins are, even where they turned it into a simple GET.
    ///
    /// Observed in Firefox and `WebKit` with a PUT that was redirected by 303. Firefox does so with a fetch of the page's own origin,
    /// too, if it had a header that other origins would have been asked about, and though the redirect dropped that.
    #[must_use]
    pub const fn preflights_redirects_of_preflighted(self) -> bool {
        matches!(self, Profile::Firefox | Profile::WebKit)
    }

    /// A preflight after a redirect asks for all that the script set, but for what this very redirect dropped; what an earlier one
    /// dropped is asked for again.
    ///
    /// Observed in Firefox: `Content-Type` of a PUT, redirected by 303 and again by 302.
    #[must_use]
    pub const fn asks_again_for_dropped_headers(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// A preflight that a redirect leads back to the page's own origin needs no `Access-Control-Allow-Origin`.
    ///
    /// Observed in Firefox, whose preflights name the page: they are same-origin there.
    #[must_use]
    pub const fn trusts_preflights_at_home(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// A client hint that a script set, other than `Save-Data`, is dropped when a redirect leads to any origin but the page's own.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn drops_client_hints_in_redirects(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A request that had `Origin` keeps it in a redirect that makes it a GET within the page's own origin.
    ///
    /// Observed in `WebKit` with a POST that was redirected by 301.
    #[must_use]
    pub const fn keeps_origin_in_redirects(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A DELETE becomes a GET when it is redirected to another origin, whatever the status, and keeps its headers.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn redirects_delete_as_get(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A request that leaves the page's own origin by a redirect to a URL with a user name or a password is refused only after the
    /// preflight, where it needs one; by the standard nothing is sent.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn preflights_before_refusing_credentials(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// Bytes beyond ASCII make `Accept` and `Content-Type` unsafe; the standard's
    /// [unsafe bytes](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte) are all ASCII.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn safelists_ascii_only(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// A comma after the first semicolon of `Content-Type`, or a semicolon at the end of its parameters, makes it unsafe; the
    /// standard's [parser](https://mimesniff.spec.whatwg.org/#parse-a-mime-type) takes both.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn content_types_have_strict_parameters(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// A redirect with an empty `Location` is an error; by the standard it leads to the same URL.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn refuses_empty_location(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// Every header of the script stays in redirects; by the standard `Authorization` is
    /// [dropped](https://fetch.spec.whatwg.org/#concept-http-redirect-fetch) on the way to another origin, and what describes the body
    /// where the method becomes GET.
    ///
    /// Observed in `WebKit`, which asks for them in the preflight.
    #[must_use]
    pub const fn keeps_headers_in_redirects(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A stream as body makes mode `same-origin` ask other origins all the same.
    ///
    /// Observed in Chromium, which sends the preflight.
    #[must_use]
    pub const fn streams_are_always_cors(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A `*` that was cached with credentials covers nothing but the name `*` for requests without them either.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn wildcards_cached_with_credentials_are_literal(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// Bytes of a header value that are no UTF-8 become U+FFFD, in UTF-8; by the standard scripts see every byte.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn replaces_malformed_utf8(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A redirect to a URL with a user name or a password is refused within the page's own origin too.
    ///
    /// Observed in Chromium, for `fetch()`; an `XMLHttpRequest` follows it.
    #[must_use]
    pub const fn refuses_credentials_in_any_redirect(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// In mode `no-cors`, a redirect that leads away from the page's own origin makes `Origin` `null`; by the standard one that leads
    /// away from another origin does.
    ///
    /// Observed in Chromium with a POST that was redirected by 308.
    #[must_use]
    pub const fn no_cors_redirects_taint(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A fetch of the page's own origin that was redirected to another one: where that redirects again, its answer is judged as with
    /// credentials, though none went there.
    ///
    /// Observed in `WebKit`: `*` is refused, and `Access-Control-Allow-Credentials` demanded, after the preflight of the next request.
    #[must_use]
    pub const fn judges_redirects_from_home_with_credentials(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A `*` in `Access-Control-Expose-Headers` exposes everything though a malformed element follows.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn exposes_all_before_malformed(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// In redirect mode `error`, a redirect without `Location`, or with an empty one, is no redirect; by the standard its status makes
    /// it one.
    ///
    /// Observed in Chromium and `WebKit`.
    #[must_use]
    pub const fn refuses_redirects_with_location_only(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// In redirect mode `manual` too, a `Location` that is no URL is an error.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn parses_location_in_manual_mode(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A redirect with an empty `Location` is no redirect; by the standard it leads to the same URL.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn ignores_empty_location(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A preflight after a redirect that made the origin `null` still names the page's own origin.
    ///
    /// Observed in Firefox with a PUT that was redirected by 307 to a third origin; the PUT itself has `Origin: null`.
    #[must_use]
    pub const fn preflights_with_page_origin(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// The status of a preflight is judged before its `Access-Control-Allow-Origin`, and a redirect is a bad status. This
    /// changes the reason, never the verdict.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn judges_preflight_status_first(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A site is a scheme and a domain, so that `http` and `https` of one host are two sites.
    ///
    /// The standard's [same site](https://html.spec.whatwg.org/multipage/browsers.html#same-site), and observed in Chromium. The
    /// others send cookies that are for the same site across it.
    #[must_use]
    pub const fn sites_have_schemes(self) -> bool {
        matches!(self, Profile::Standard | Profile::Chromium)
    }

    /// A cookie without `SameSite` counts as `SameSite=Lax`.
    ///
    /// [The coming standard of cookies](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis) wants it, and it was
    /// observed in Chromium.
    #[must_use]
    pub const fn cookies_default_to_lax(self) -> bool {
        matches!(self, Profile::Standard | Profile::Chromium)
    }

    /// `SameSite=None` counts only beside `Secure`.
    ///
    /// Observed in Chromium and Firefox; the coming standard wants it.
    #[must_use]
    pub const fn cookies_of_all_sites_are_secure(self) -> bool {
        !matches!(self, Profile::WebKit)
    }

    /// `Secure` cookies go over plain HTTP to this machine.
    ///
    /// Observed in Chromium and Firefox.
    #[must_use]
    pub const fn loopback_is_secure_for_cookies(self) -> bool {
        !matches!(self, Profile::WebKit)
    }

    /// Cookies neither go to other sites nor are kept from them, whatever they say.
    ///
    /// Observed in `WebKit`, and in Chromium as Debian builds it, in their default settings.
    #[must_use]
    pub const fn blocks_cookies_of_other_sites(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// Request streams. Observed: Chromium preflights, then fails over HTTP/1.x, like the standard; Firefox sends a
    /// plain POST; `WebKit` throws `NotSupportedError`.
    pub(super) const fn stream_support(self) -> StreamSupport {
        match self {
            Profile::Standard | Profile::Chromium => StreamSupport::Streamed,
            Profile::Firefox => StreamSupport::Stringified,
            Profile::WebKit => StreamSupport::Refused,
        }
    }
}
