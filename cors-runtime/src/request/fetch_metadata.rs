//! What a browser tells about a request that has no `Origin`: which site's page made it, and what
//! for ([Fetch Metadata](https://www.w3.org/TR/fetch-metadata/)). Pages can neither set nor remove
//! these headers. Only `reject_unlisted` looks at them.

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

/// [`Sec-Fetch-Site`](https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header).
pub(crate) const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const DESTINATION: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// Whether the page of another origin makes this request, and not a person who goes to another page
/// by it.
///
/// Images, scripts, forms and frames of other sites have no `Origin` where they use GET, and so
/// look like the requests of the server's own pages to a check of `Origin` alone.
pub(crate) fn is_of_another_origin(head: &RequestHead) -> bool {
    let headers = head.headers();
    let mut sites = headers.get_all(SITE).map(HeaderValue::as_bytes);
    let is_marked = sites.any(|site| matches!(site, b"cross-site" | b"same-site"));
    is_marked && !is_top_level_navigation(head)
}

/// Whether a person follows a link: the whole page is replaced, and a GET changes nothing.
fn is_top_level_navigation(head: &RequestHead) -> bool {
    let headers = head.headers();
    head.method == Method::GET
        && value(headers, MODE) == Some(b"navigate")
        && value(headers, DESTINATION) == Some(b"document")
}

/// The only value of a header; none where there are several lines.
fn value(headers: &HeaderMap, name: HeaderName) -> Option<&[u8]> {
    let mut lines = headers.get_all(name).map(HeaderValue::as_bytes);
    match (lines.next(), lines.next()) {
        (Some(value), None) => Some(value),
        _ => None,
    }
}
