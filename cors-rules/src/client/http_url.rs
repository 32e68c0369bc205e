//! What a fetch requires of a URL, at its start and at each redirect.

use url::Url;

/// Whether the URL [includes credentials](https://url.spec.whatwg.org/#include-credentials).
pub(super) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some_and(|password| !password.is_empty())
}

/// Whether the scheme is an [HTTP(S) scheme](https://fetch.spec.whatwg.org/#http-scheme).
pub(super) fn is_http(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}
