//! What a script hands to `fetch()`: the request of the model, and the bytes of its body.

use actix_web::web::Bytes;
use cors_rules::client::{Body, CredentialsMode, FetchRequest, RedirectMode, RequestMode};

use super::fetch_url;

/// The arguments of a `fetch()`, with its defaults: mode `cors`, credentials `same-origin`,
/// redirects followed.
///
/// ```
/// use cors_runtime::testing::Fetch;
///
/// let fetch = Fetch::post("https://api.example/names").json(r#"{"name":"xiamen"}"#).with_credentials();
/// # drop(fetch);
/// ```
#[derive(Clone, Debug)]
#[must_use = "a fetch does nothing until a page runs it"]
pub struct Fetch {
    pub(super) request: FetchRequest,
    pub(super) body: Bytes,
    /// No route has to match: the application's default service answers.
    pub(super) to_default_service: bool,
}

impl Fetch {
    /// A fetch with any method, of an absolute URL.
    ///
    /// # Panics
    /// Where the URL is not absolute, or its scheme neither `http` nor `https`: nothing would be
    /// sent. So do the other functions that take a URL.
    ///
    /// ```should_panic
    /// use cors_runtime::testing::Fetch;
    ///
    /// let fetch = Fetch::new("PUT", "/getData"); // which host?
    /// # drop(fetch);
    /// ```
    #[track_caller]
    pub fn new(method: impl AsRef<str>, url: impl AsRef<str>) -> Self {
        let url = url.as_ref();
        if let Err(complaint) = fetch_url::check(url) {
            panic!("{complaint}");
        }
        let request = FetchRequest::new(method.as_ref(), url);
        Fetch { request, body: Bytes::new(), to_default_service: false }
    }

    /// `GET`.
    #[track_caller]
    pub fn get(url: impl AsRef<str>) -> Self {
        Fetch::new("GET", url)
    }

    /// `HEAD`.
    #[track_caller]
    pub fn head(url: impl AsRef<str>) -> Self {
        Fetch::new("HEAD", url)
    }

    /// `POST`.
    #[track_caller]
    pub fn post(url: impl AsRef<str>) -> Self {
        Fetch::new("POST", url)
    }

    /// `PUT`.
    #[track_caller]
    pub fn put(url: impl AsRef<str>) -> Self {
        Fetch::new("PUT", url)
    }

    /// `PATCH`, in upper case as servers know it: scripts that write `patch` send `patch`.
    #[track_caller]
    pub fn patch(url: impl AsRef<str>) -> Self {
        Fetch::new("PATCH", url)
    }

    /// `DELETE`.
    #[track_caller]
    pub fn delete(url: impl AsRef<str>) -> Self {
        Fetch::new("DELETE", url)
    }

    /// Adds a header.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.request = self.request.with_header(name.as_ref(), value.as_ref());
        self
    }

    /// A body of text, which brings `Content-Type: text/plain;charset=UTF-8` along.
    pub fn body(mut self, text: impl Into<String>) -> Self {
        self.request = self.request.with_body(Body::text());
        self.body = text.into().into();
        self
    }

    /// A body of bytes, which brings no `Content-Type` along.
    pub fn bytes(mut self, bytes: impl Into<Bytes>) -> Self {
        self.request = self.request.with_body(Body::bytes());
        self.body = bytes.into();
        self
    }

    /// A body of text with `Content-Type: application/json`, which asks for a preflight.
    pub fn json(self, text: impl Into<String>) -> Self {
        self.header("content-type", "application/json").body(text)
    }

    /// `credentials: "include"`.
    pub fn with_credentials(self) -> Self {
        self.credentials(CredentialsMode::Include)
    }

    /// The credentials mode.
    pub fn credentials(mut self, mode: CredentialsMode) -> Self {
        self.request = self.request.with_credentials_mode(mode);
        self
    }

    /// The request mode.
    pub fn mode(mut self, mode: RequestMode) -> Self {
        self.request = self.request.with_mode(mode);
        self
    }

    /// The redirect mode.
    pub fn redirect(mut self, mode: RedirectMode) -> Self {
        self.request = self.request.with_redirect(mode);
        self
    }

    /// Makes it an `XMLHttpRequest` whose `upload` has listeners: it is always preflighted.
    pub fn upload_listeners(mut self) -> Self {
        self.request = self.request.with_upload_listeners();
        self
    }

    /// No route of the application has this path, and its `default_service` answers. Without this
    /// word, [`assert_blocked`](super::Fetched::assert_blocked) takes such a path for a typing
    /// error.
    pub const fn to_default_service(mut self) -> Self {
        self.to_default_service = true;
        self
    }
}
