//! How far a request came in the application: to a route, or to none. Read from what actix-web
//! tells of a response; [`super::claim`] judges by it.

use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;

/// How far a request came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reached {
    /// The path is one of a route's.
    Route,
    /// No route has this path.
    NoPath,
    /// A route has this path, and none took the request: another method, another guard, no such
    /// file.
    NoRoute,
    /// Nobody can tell: a middleware made an error of the request, or the server is another
    /// process.
    #[default]
    Unknown,
}

impl Reached {
    pub(super) fn of<B>(response: &ServiceResponse<B>) -> Reached {
        let request = response.request();
        if request.match_pattern().is_none() {
            return Reached::NoPath;
        }
        // The router takes away what it has matched.
        let is_whole = !request.match_info().unprocessed().is_empty();
        match response.status() {
            StatusCode::METHOD_NOT_ALLOWED => Reached::NoRoute,
            StatusCode::NOT_FOUND if is_whole => Reached::NoRoute,
            _ => Reached::Route,
        }
    }
}
