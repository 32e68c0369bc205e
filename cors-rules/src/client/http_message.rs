//! What goes over the wire: a request to send, a response that came. No bodies.

use std::borrow::Cow;

use super::{HeaderList, Profile, merged_lines};

/// A request for the driver to send.
///
/// The driver adds `Host`, `Content-Length` and whatever its HTTP client wants, and cookies where
/// [`with_credentials`](HttpRequest::with_credentials) is set. It follows no redirect by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: String,
    /// The URL, without fragment.
    pub url: String,
    /// The headers that matter to CORS, `Origin` included.
    pub headers: HeaderList,
    /// Cookies are sent and, from the response, stored, even if the script may not read it. Never
    /// for a preflight.
    pub with_credentials: bool,
    /// It is a [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request).
    pub is_preflight: bool,
    /// The body of the fetch goes along; a redirect may have dropped it.
    pub sends_body: bool,
}

impl HttpRequest {
    /// The first line of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        super::header_list::lines(&self.headers, name).next()
    }
}

/// A response that the driver received.
///
/// ```
/// use cors_rules::client::HttpResponse;
///
/// let response = HttpResponse::new(204).with_header("access-control-allow-origin", "*");
/// assert_eq!(response.headers.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// All header lines, as they came.
    pub headers: HeaderList,
}

impl HttpResponse {
    /// A response without headers.
    #[must_use]
    pub const fn new(status: u16) -> Self {
        HttpResponse { status, headers: Vec::new() }
    }

    /// Adds a header line.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a header line whose value is bytes, each of which becomes one character
    /// ([isomorphic decode](https://infra.spec.whatwg.org/#isomorphic-decode)).
    ///
    /// ```
    /// use cors_rules::client::HttpResponse;
    ///
    /// let response = HttpResponse::new(200).with_header_bytes("x-a", b"caf\xE9");
    /// assert_eq!(response.headers, [("x-a".to_owned(), "caf\u{e9}".to_owned())]);
    /// ```
    #[must_use]
    pub fn with_header_bytes(self, name: impl Into<String>, value: &[u8]) -> Self {
        self.with_header(name, value.iter().copied().map(char::from).collect::<String>())
    }

    /// The response as an engine reads it.
    pub(super) fn read_by(&self, profile: Profile) -> Cow<'_, HttpResponse> {
        if let Some(headers) = merged_lines::judged(&self.headers, profile) {
            return Cow::Owned(HttpResponse { status: self.status, headers });
        }
        if !profile.replaces_malformed_utf8() {
            return Cow::Borrowed(self);
        }
        let mut response = self.clone();
        for (_, value) in &mut response.headers {
            *value = replace_malformed(value);
        }
        Cow::Owned(response)
    }

    /// The headers as the engine's scripts may see them, before they are filtered.
    pub(super) fn shown_by(&self, profile: Profile) -> Cow<'_, HeaderList> {
        merged_lines::shown(&self.headers, profile).map_or(Cow::Borrowed(&self.headers), Cow::Owned)
    }
}

/// The characters of the value are bytes, before and after. Each byte that does not belong to a
/// whole sequence is replaced, not each broken sequence as the
/// [standard](https://encoding.spec.whatwg.org/#utf-8-decoder) has it.
fn replace_malformed(value: &str) -> String {
    let bytes: Option<Vec<u8>> = value.chars().map(|one| u8::try_from(one).ok()).collect();
    let Some(bytes) = bytes else { return value.to_owned() };
    let mut replaced = String::new();
    for chunk in bytes.utf8_chunks() {
        replaced.push_str(chunk.valid());
        replaced.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    replaced.bytes().map(char::from).collect()
}

/// [Redirect statuses](https://fetch.spec.whatwg.org/#redirect-status).
///
/// ```
/// assert!(cors_rules::client::is_redirect_status(307));
/// assert!(!cors_rules::client::is_redirect_status(304));
/// ```
#[must_use]
pub const fn is_redirect_status(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}
