//! Whose behaviour is modelled: the standard's, or an engine's with its known deviations. There is
//! one method for each deviation, with what was observed in Chromium 156, Firefox ESR 153 and
//! `WebKitGTK` 2.50. The deviations about responses are here, the others in the files
//! `profile_of_*`.

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
    pub(super) const fn is_engine(self) -> bool {
        !matches!(self, Profile::Standard)
    }

    /// `Access-Control-Allow-Headers: *` without credentials grants `Authorization` too.
    ///
    /// Observed in all three engines; Firefox warns that it will stop. The standard [excludes
    /// `Authorization`](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
    #[must_use]
    pub const fn wildcard_covers_authorization(self) -> bool {
        self.is_engine()
    }

    /// Lines of one header are merged as they come: an empty line counts for nothing beside another
    /// one; two lines that are spelled `Access-Control-Allow-Origin`, letter for letter, are too
    /// many all the same, and in any other spelling they are not counted. Scripts see lines of
    /// `Content-Type` joined by a comma without a space, empty ones included, and nothing of
    /// `WWW-Authenticate` and `Proxy-Authenticate` where two lines have a value.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn ignores_empty_header_lines(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// An absent `Access-Control-Allow-Methods` grants no method; by the standard it grants that of
    /// the request where upload listeners or a stream ask for the preflight
    /// ([CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0), step 7).
    ///
    /// Observed in all three engines.
    #[must_use]
    pub const fn methods_are_granted_by_name_only(self) -> bool {
        self.is_engine()
    }

    /// Bytes of a header value that are no UTF-8 become U+FFFD, in UTF-8; by the standard scripts
    /// see every byte.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn replaces_malformed_utf8(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A `*` in `Access-Control-Expose-Headers` exposes everything though a malformed element
    /// follows.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn exposes_all_before_malformed(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// An answer with status 407 is an error where no proxy is in between.
    ///
    /// Observed in Chromium; the others show it to the page.
    #[must_use]
    pub const fn refuses_proxy_challenges(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A 401 to a streamed body is an error only where `WWW-Authenticate` names a scheme that the
    /// browser knows (`Basic`, or `Digest` with a nonce); by the standard it always is, where
    /// credentials were sent within the page's own origin.
    ///
    /// Observed in Chromium over HTTP/2; the others stream no bodies.
    #[must_use]
    pub const fn answers_known_challenges_only(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// The status of a preflight is checked before its `Access-Control-Allow-Origin`, and a
    /// redirect is a bad status. This changes the reason, never the verdict.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn judges_preflight_status_first(self) -> bool {
        matches!(self, Profile::WebKit)
    }
}
