//! Recognising a same-origin request, which carries `Origin` too when it is not a GET. Only
//! `reject_unlisted` asks.

use actix_web::HttpRequest;
use actix_web::http::header::{HOST, HeaderValue, ORIGIN};
use cors_rules::Origin;

use crate::request::fetch_metadata;

/// Whether the browser says, or the headers show, that page and server have the same origin.
///
/// `Sec-Fetch-Site` is set by the browser and cannot be forged by a page
/// ([Fetch Metadata](https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header));
/// without it, `Origin` is compared with the scheme of the connection and `Host`, or with what a
/// trusted proxy says they were.
pub(crate) fn is_same_origin(request: &HttpRequest, trusts_forwarded: bool) -> bool {
    let headers = request.headers();
    if let Some(site) = headers.get(fetch_metadata::SITE) {
        return matches!(site.as_bytes(), b"same-origin" | b"none");
    }
    let Some(origin) = headers.get(ORIGIN) else { return false };
    if trusts_forwarded {
        let proxy = request.connection_info();
        return is_origin_of(origin, proxy.scheme(), proxy.host().as_bytes());
    }
    let scheme = if request.app_config().secure() { "https" } else { "http" };
    host(request).is_some_and(|host| is_origin_of(origin, scheme, host))
}

/// HTTP/2 has the authority in the target instead of `Host`.
fn host(request: &HttpRequest) -> Option<&[u8]> {
    let target = || request.uri().authority().map(|authority| authority.as_str().as_bytes());
    request.headers().get(HOST).map(HeaderValue::as_bytes).or_else(target)
}

fn is_origin_of(origin: &HeaderValue, scheme: &str, host: &[u8]) -> bool {
    let origin = origin.as_bytes();
    // What does not parse is nobody's origin, not even ours: `http://` would equal an empty `Host`.
    if Origin::parse(origin).is_none_or(|parsed| parsed.scheme() != scheme) {
        return false;
    }
    let default_port: &[u8] = if scheme == "https" { b":443" } else { b":80" };
    let host = host.strip_suffix(default_port).unwrap_or(host);
    let authority = origin.get(scheme.len() + "://".len()..).unwrap_or_default();
    authority.eq_ignore_ascii_case(host)
}
