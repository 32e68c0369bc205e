//! From actix-web's request to the few facts that the rules look at. Copies nothing.

use std::slice::Iter;

use actix_web::dev::{RequestHead, ServiceRequest};
use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderName,
    HeaderValue, ORIGIN,
};
use cors_rules::{FieldLines, Request};

/// Whether this is a
/// [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): `OPTIONS` with
/// `Origin` and `Access-Control-Request-Method`.
///
/// For authors of authentication middleware that stands outside of [`Cors`](crate::Cors): a
/// preflight never carries credentials, so let exactly these requests through and nothing else.
///
/// ```
/// use actix_web::test::TestRequest;
/// use cors_runtime::is_preflight;
///
/// let preflight = TestRequest::default()
///     .method(actix_web::http::Method::OPTIONS)
///     .insert_header(("origin", "https://a.example"))
///     .insert_header(("access-control-request-method", "PUT"))
///     .to_srv_request();
/// assert!(is_preflight(&preflight));
/// ```
#[must_use]
pub fn is_preflight(request: &ServiceRequest) -> bool {
    request.method() == Method::OPTIONS && facts(request.head()).is_preflight()
}

/// The facts of a request.
#[inline]
pub(crate) fn facts(head: &RequestHead) -> Request<'_, RequestedHeaders<'_>> {
    let headers = head.headers();
    let is_options = head.method == Method::OPTIONS;
    Request {
        is_options,
        origin: origin(head),
        // Read for OPTIONS alone: on other requests the two headers mean nothing.
        requested_method: if is_options {
            lines(headers, &ACCESS_CONTROL_REQUEST_METHOD)
        } else {
            FieldLines::Absent
        },
        requested_headers: RequestedHeaders { headers, lines: None },
    }
}

/// The one fact that matters of a request that is no preflight.
#[inline]
pub(crate) fn origin(head: &RequestHead) -> FieldLines<'_> {
    lines(head.headers(), &ORIGIN)
}

/// The lines of `Access-Control-Request-Headers`, looked up when somebody reads them: most requests
/// have none, and most refusals come before.
#[derive(Clone)]
pub(crate) struct RequestedHeaders<'a> {
    headers: &'a HeaderMap,
    lines: Option<Iter<'a, HeaderValue>>,
}

impl<'a> Iterator for RequestedHeaders<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let headers = self.headers;
        let lines = || headers.get_all(&ACCESS_CONTROL_REQUEST_HEADERS);
        self.lines.get_or_insert_with(lines).next().map(HeaderValue::as_bytes)
    }
}

#[inline]
fn lines<'h>(headers: &'h HeaderMap, name: &HeaderName) -> FieldLines<'h> {
    FieldLines::collect(headers.get_all(name).map(HeaderValue::as_bytes))
}
