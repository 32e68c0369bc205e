//! An error on its way out, and what is done to the response that becomes of it further out, where
//! actix-web or another middleware turns it into one.
//!
//! actix-web 4.15 has `Error::add_response_mapper` for that. For the versions before, a trait has a
//! method of the same name; where the type has one itself, the compiler takes that. What is
//! different there: the error is another one, so that [`Error::as_error`] does not find the type
//! that it was made of.

use std::fmt;

use actix_web::error::ErrorInternalServerError;
use actix_web::http::StatusCode;
use actix_web::{Error, HttpResponse, ResponseError};

/// Does something to the response that becomes of an error.
pub(crate) fn map_response(
    error: &mut Error,
    mapper: impl Fn(HttpResponse) -> HttpResponse + 'static,
) {
    error.add_response_mapper(mapper);
}

/// What [`Error`] can do itself in newer versions of actix-web.
#[allow(dead_code, reason = "for actix-web before 4.15")]
trait AddResponseMapper {
    fn add_response_mapper(&mut self, mapper: impl Fn(HttpResponse) -> HttpResponse + 'static);
}

impl AddResponseMapper for Error {
    fn add_response_mapper(&mut self, mapper: impl Fn(HttpResponse) -> HttpResponse + 'static) {
        let cause = std::mem::replace(self, ErrorInternalServerError(""));
        *self = Mapped { cause, mapper }.into();
    }
}

/// An error with another response.
struct Mapped<M> {
    cause: Error,
    mapper: M,
}

impl<M> fmt::Display for Mapped<M> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.cause, out)
    }
}

impl<M> fmt::Debug for Mapped<M> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.cause, out)
    }
}

impl<M: Fn(HttpResponse) -> HttpResponse> ResponseError for Mapped<M> {
    fn status_code(&self) -> StatusCode {
        self.cause.as_response_error().status_code()
    }

    fn error_response(&self) -> HttpResponse {
        (self.mapper)(self.cause.error_response())
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::http::header::{HeaderName, HeaderValue};
    use actix_web::{Error, HttpResponse, error};

    use super::{AddResponseMapper, map_response};

    fn marked(name: &'static str) -> impl Fn(HttpResponse) -> HttpResponse {
        move |mut response| {
            let headers = response.headers_mut();
            let order = HeaderValue::from(headers.len());
            headers.insert(HeaderName::from_static(name), order);
            response
        }
    }

    /// What can be seen of an error that two mappers were added to.
    fn seen(add: impl Fn(&mut Error, &'static str)) -> (StatusCode, [String; 4]) {
        let mut error = error::ErrorImATeapot("no coffee");
        add(&mut error, "x-first");
        add(&mut error, "x-second");
        let status = error.as_response_error().status_code();
        let response = error.error_response();
        assert_eq!(response.status(), status);
        let text = |name| response.headers().get(name).unwrap().to_str().unwrap().to_owned();
        (status, [text("x-first"), text("x-second"), error.to_string(), format!("{error:?}")])
    }

    /// Whichever of the two this actix-web has.
    #[test]
    fn an_older_actix_web_gets_the_same_responses() {
        let ours = seen(|error, name| AddResponseMapper::add_response_mapper(error, marked(name)));
        let theirs = seen(|error, name| map_response(error, marked(name)));
        assert_eq!(ours, theirs);
        assert_eq!(ours.0, StatusCode::IM_A_TEAPOT);
    }
}
