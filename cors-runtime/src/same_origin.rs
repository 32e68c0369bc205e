//! Recognising a same-origin request, which carries `Origin` too when it is not a GET. Only `reject_unlisted` asks.

use actix_web::HttpRequest;
use actix_web::http::header::{HOST, HeaderName, ORIGIN};
use cors_rules::Origin;

/// Whether the browser says, or the headers show, that page and server have the same origin.
///
/// `Sec-Fetch-Site` is set by the browser and cannot be forged by a page
/// ([Fetch Metadata](https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header)); without it, `Origin` is compared
/// with the scheme of the connection and `Host`.
pub(crate) fn is_same_origin(request: &HttpRequest) -> bool {
    const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
    let headers = request.headers();
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return matches!(site.as_bytes(), b"same-origin" | b"none");
    }
    let (Some(origin), Some(host)) = (headers.get(ORIGIN), headers.get(HOST)) else { return false };
    // What does not parse is nobody's origin, not even ours: `http://` would equal an empty `Host`.
    Origin::parse(origin.as_bytes()).is_some_and(|parsed| {
        let scheme = if request.app_config().secure() { "https" } else { "http" };
        parsed.scheme() == scheme
            && authority(origin.as_bytes(), scheme).eq_ignore_ascii_case(host.as_bytes())
    })
}

/// Host and port of an origin of this scheme.
fn authority<'o>(origin: &'o [u8], scheme: &str) -> &'o [u8] {
    origin.get(scheme.len() + "://".len()..).unwrap_or_default()
}
