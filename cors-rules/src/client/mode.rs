//! The three modes of a fetch and the tainting of its response. Plain data.

/// The [request mode](https://fetch.spec.whatwg.org/#concept-request-mode), as far as `fetch()`
/// offers it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RequestMode {
    /// Requests to other origins use the CORS protocol.
    #[default]
    Cors,
    /// Requests to other origins do not use it: they are limited to what an HTML form could send,
    /// and nothing of the response is readable.
    NoCors,
    /// Requests to other origins fail.
    SameOrigin,
}

/// The [credentials mode](https://fetch.spec.whatwg.org/#concept-request-credentials-mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CredentialsMode {
    /// Never.
    Omit,
    /// To the page's own origin only.
    #[default]
    SameOrigin,
    /// To every origin.
    Include,
}

impl CredentialsMode {
    /// Whether credentials go to other origins too, which makes wildcards literal.
    #[must_use]
    pub const fn is_include(self) -> bool {
        matches!(self, CredentialsMode::Include)
    }
}

/// The [redirect mode](https://fetch.spec.whatwg.org/#concept-request-redirect-mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RedirectMode {
    /// Redirects are followed.
    #[default]
    Follow,
    /// A redirect is a network error.
    Error,
    /// A redirect is an answer of which nothing is readable.
    Manual,
}

/// The [response tainting](https://fetch.spec.whatwg.org/#concept-request-response-tainting).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tainting {
    /// Same origin all the way.
    #[default]
    Basic,
    /// Another origin was requested by the CORS protocol; it stays so even if a redirect leads back
    /// to the page's own origin.
    Cors,
    /// Another origin was requested without it.
    Opaque,
}
