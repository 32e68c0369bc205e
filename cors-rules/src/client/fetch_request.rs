//! What a script hands to `fetch()`, as it was written. `prepare` checks it.

use super::{Body, CredentialsMode, HeaderList, RedirectMode, RequestMode};

/// The arguments of `fetch()`, or of an `XMLHttpRequest`.
///
/// ```
/// use cors_rules::client::{Body, FetchRequest};
///
/// let request = FetchRequest::new("POST", "https://api.example/names")
///     .with_header("content-type", "application/json")
///     .with_body(Body::text())
///     .with_credentials();
/// assert!(request.credentials.is_include());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FetchRequest {
    /// The method, in the case that the script wrote it.
    pub method: String,
    /// The absolute URL.
    pub url: String,
    /// The headers that the script sets.
    pub headers: HeaderList,
    /// `mode`.
    pub mode: RequestMode,
    /// `credentials`.
    pub credentials: CredentialsMode,
    /// `redirect`.
    pub redirect: RedirectMode,
    /// `body`.
    pub body: Body,
    /// An `XMLHttpRequest` whose `upload` has listeners: always preflighted
    /// ([XHR, `send()`](https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send)).
    pub upload_listeners: bool,
    /// The connection uses HTTP/2 or later; matters to [`Body::Stream`] only.
    pub http2: bool,
}

impl FetchRequest {
    /// A fetch with the defaults of `fetch()`: mode `cors`, credentials `same-origin`, redirect
    /// `follow`.
    #[must_use]
    pub fn new(method: impl Into<String>, url: impl Into<String>) -> Self {
        FetchRequest { method: method.into(), url: url.into(), ..FetchRequest::default() }
    }

    /// Adds a header line.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn with_body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Sets the mode.
    #[must_use]
    pub const fn with_mode(mut self, mode: RequestMode) -> Self {
        self.mode = mode;
        self
    }

    /// `credentials: "include"`.
    #[must_use]
    pub const fn with_credentials(mut self) -> Self {
        self.credentials = CredentialsMode::Include;
        self
    }

    /// Sets the credentials mode.
    #[must_use]
    pub const fn with_credentials_mode(mut self, credentials: CredentialsMode) -> Self {
        self.credentials = credentials;
        self
    }

    /// Sets the redirect mode.
    #[must_use]
    pub const fn with_redirect(mut self, redirect: RedirectMode) -> Self {
        self.redirect = redirect;
        self
    }

    /// Registers upload listeners.
    #[must_use]
    pub const fn with_upload_listeners(mut self) -> Self {
        self.upload_listeners = true;
        self
    }

    /// Uses HTTP/2.
    #[must_use]
    pub const fn over_http2(mut self) -> Self {
        self.http2 = true;
        self
    }
}
