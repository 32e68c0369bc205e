//! What a response tells about how far its request came: whether the router has led it into a scope or
//! to a resource, or whether another middleware may have stopped it in front of the router.

use actix_web::HttpRequest;
use actix_web::dev::{ServiceResponse, Url};
use actix_web::http::header::{HOST, HeaderValue, LOCATION};
use actix_web::http::{StatusCode, Uri};

use crate::route::declaration::AnnotatedRoute;
use crate::route::served_methods;

/// Whether an annotated route could be meant where the routes cannot be read. What comes from a
/// default service has gone through all that rewrites paths; what comes from other middleware need
/// not have.
pub(super) fn may_be_annotated(
    routes: &[&AnnotatedRoute],
    path: &str,
    method: &[u8],
    status: Option<StatusCode>,
) -> bool {
    if status.is_some_and(may_be_of_default_service) {
        served_methods::include_at(routes, path, method)
    } else {
        served_methods::may_include_at(routes, path, method)
    }
}

/// How many bytes of its path the scopes have taken that the router has led a request into.
pub(super) fn entered(request: &HttpRequest) -> usize {
    let path = request.match_info();
    path.as_str().len() - path.unprocessed().len()
}

/// Whether the router has come to the end of the path.
pub(super) fn is_through(request: &HttpRequest) -> bool {
    request.match_info().unprocessed().is_empty()
}

/// Whether a response of this status may be that of a default service: where a guard of a scope
/// says no, the router goes there. The others are those of authentication, rate limits, redirects
/// and maintenance.
pub(super) fn may_be_of_default_service(status: StatusCode) -> bool {
    !status.is_redirection()
        && !matches!(
            status,
            StatusCode::UNAUTHORIZED
                | StatusCode::FORBIDDEN
                | StatusCode::PROXY_AUTHENTICATION_REQUIRED
                | StatusCode::TOO_MANY_REQUESTS
                | StatusCode::SERVICE_UNAVAILABLE
        )
}

/// The target of a redirect that corrects the slashes of the path and nothing else. A redirect to
/// anywhere else, a login page for one, says nothing about the route that was asked for.
pub(super) fn slashes_corrected<B>(response: &ServiceResponse<B>) -> Option<Url> {
    let location =
        response.headers().get(LOCATION).filter(|_| response.status().is_redirection())?;
    let target = Uri::try_from(location.as_bytes()).ok()?;
    let request = response.request();
    let host = request.headers().get(HOST).map(HeaderValue::as_bytes);
    let is_here = |authority: &str| host == Some(authority.as_bytes());
    if !target.authority().is_none_or(|authority| is_here(authority.as_str())) {
        return None;
    }
    let target = Url::new(target);
    let differs = {
        let parts = |path| str::split(path, '/').filter(|part: &&str| !part.is_empty());
        !parts(target.path()).eq(parts(request.match_info().as_str()))
    };
    (!differs).then_some(target)
}
