//! Which methods the router has looked for on its way to a service, and not found in the request.
//!
//! A preflight is routed as what it is, an `OPTIONS` request: a handler whose guard wants `DELETE`
//! lets it pass to the next one that matches the path, and would take the very request that the
//! preflight announces. actix-web's own guards write down which methods they want, and actix-web
//! publishes them in one place: in the `Allow` field of the 405 that a resource without a matching
//! route answers
//! ([RFC 9110, section 15.5.6](https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6)). So an empty
//! resource is called for that answer, with what the guards have written about this request.
//!
//! A guard of the program's author writes nothing about methods. There the router's choice for the
//! preflight is taken as its choice for the request.

use std::cell::OnceCell;
use std::mem::swap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_service::{IntoServiceFactory as _, Service as _, ServiceFactory as _};
use actix_web::dev::{AppConfig, Extensions};
use actix_web::guard::{self, Guard as _};
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::test::TestRequest;
use actix_web::{App, HttpMessage as _, HttpRequest, web};

/// Answers what the extensions of a request lead to.
type EmptyResource = dyn Fn(&mut Extensions) -> Option<HeaderValue>;

thread_local! {
    /// Made when the first preflight of the thread needs it; it holds nothing of any application or
    /// request. `None` where this actix-web does not tell what its guards wanted. Never emptied,
    /// and not dropped with its thread: the pool of requests that actix-web keeps for it may be
    /// gone by then.
    static EMPTY_RESOURCE: OnceCell<Option<&'static EmptyResource>> = const { OnceCell::new() };
}

/// Whether a guard in front of the service that has the request now wanted this method; also where
/// that is not told.
#[cold]
pub(crate) fn may_contain(request: &HttpRequest, method: &[u8]) -> bool {
    EMPTY_RESOURCE.with(|resource| {
        let resource = resource.get_or_init(empty_resource);
        resource
            .as_ref()
            .is_none_or(|resource| names(resource(&mut request.extensions_mut()).as_ref(), method))
    })
}

/// Whether this actix-web tells what its guards wanted.
pub(crate) fn are_told() -> bool {
    EMPTY_RESOURCE.with(|resource| resource.get_or_init(empty_resource).is_some())
}

fn names(allow: Option<&HeaderValue>, method: &[u8]) -> bool {
    let lists = |allow: &HeaderValue| {
        allow.as_bytes().split(|byte| *byte == b',').any(|one| one.trim_ascii() == method)
    };
    allow.is_some_and(lists)
}

/// The resource, where it answers a request that a guard has seen as it should.
fn empty_resource() -> Option<&'static EmptyResource> {
    let application = App::new().service(web::resource("/")).into_factory();
    let service = at_once(application.new_service(AppConfig::default()))?.ok()?;
    let resource: Box<EmptyResource> = Box::new(move |extensions| {
        let request = TestRequest::default().to_request();
        swap(&mut *request.extensions_mut(), extensions);
        let response = at_once(service.call(request))?.ok()?;
        swap(&mut *response.request().extensions_mut(), extensions);
        response.headers().get(ALLOW).cloned()
    });
    let seen = TestRequest::default().to_srv_request();
    guard::Put().check(&seen.guard_ctx());
    let is_told = names(resource(&mut seen.extensions_mut()).as_ref(), b"PUT");
    is_told.then(|| &*Box::leak(resource))
}

/// What a future has to say that waits for nothing.
fn at_once<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::HttpMessage as _;
    use actix_web::guard::{Guard as _, Method};
    use actix_web::http::Method as HttpMethod;
    use actix_web::test::TestRequest;

    use super::{are_told, may_contain};

    /// Fails where an actix-web no longer tells.
    #[test]
    fn what_a_guard_of_the_framework_wanted_is_found() {
        assert!(are_told());
        let request = TestRequest::default().method(HttpMethod::OPTIONS).to_srv_request();
        request.extensions_mut().insert("kept");
        assert!(!may_contain(request.request(), b"PUT"), "no guard has been there");
        assert!(!Method(HttpMethod::PUT).check(&request.guard_ctx()));
        assert!(!Method(HttpMethod::from_bytes(b"QUERY").unwrap()).check(&request.guard_ctx()));
        for (method, is_there) in
            [(&b"PUT"[..], true), (b"QUERY", true), (b"PU", false), (b"GET", false)]
        {
            assert_eq!(may_contain(request.request(), method), is_there);
            assert_eq!(request.extensions().get::<&str>(), Some(&"kept"), "nothing is lost");
        }
    }
}
