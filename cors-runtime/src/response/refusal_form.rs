//! A refusal in the application's own form ([`crate::Cors::refuse_with`]): its response with status
//! and headers made right, so that no page can take it for a yes.

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, UPGRADE};
use actix_web::{HttpRequest, HttpResponse};
use cors_rules::Refusal;
use tracing::Level;

use crate::policy::said::Said;
use crate::policy::source::Source;
use crate::reason::explanation::Explanation;
use crate::response::refusal::Refused;
use crate::response::vary;

/// The closures whose status was no refusal.
static SAID: Said = Said::new();

/// How an application writes refusals. Clones share the closure.
#[derive(Clone)]
pub(crate) struct RefusalForm {
    write: Arc<Write>,
    /// Where it was given.
    place: &'static Location<'static>,
}

type Write = dyn Fn(&Explanation) -> HttpResponse + Send + Sync;

impl RefusalForm {
    pub(crate) fn new(
        write: impl Fn(&Explanation) -> HttpResponse + Send + Sync + 'static,
        place: &'static Location<'static>,
    ) -> RefusalForm {
        RefusalForm { write: Arc::new(write), place }
    }

    /// The response to a refused request.
    pub(crate) fn write(&self, refused: &Refused, request: &HttpRequest) -> HttpResponse {
        let refusal = refused.refusal;
        let explanation = Explanation::of_refusal(
            &refused.policy,
            refused.route_methods,
            request,
            refusal,
            refused.key.as_deref(),
            refused.is_preflight,
        );
        let mut response = (self.write)(&explanation);
        if !response.status().is_client_error() {
            self.warn(response.status());
            response = forbidden(response);
        }
        // A phrase with a line break in it would go on as a header.
        let head = response.head_mut();
        if head.reason().contains(|found: char| found.is_ascii_control()) {
            head.reason = None;
        }
        let headers = response.headers_mut();
        headers.retain(|name, _| !is_of_cors(name));
        if let Some(elements) = refused.vary() {
            vary::add(headers, &elements);
        }
        // Caches keep a 404 or 410 without being told to, and what decided here is no `Origin`.
        if refusal == Refusal::OtherOriginsPage {
            vary::add(headers, &vary::FETCH_METADATA);
        }
        response
    }

    /// Says once in a process that the closure of this place answers with another status.
    #[cold]
    fn warn(&self, status: StatusCode) {
        let place = Source { name: "", file: self.place.file(), line: self.place.line() };
        if tracing::enabled!(target: "cors", Level::ERROR) && SAID.is_new(place) {
            let status = status.as_u16();
            tracing::error!(
                target: "cors",
                "`refuse_with` at {place} has answered with status `{status}`, and 403 was sent: a refusal has a status from 400 \
                 to 499\nhelp: `HttpResponse::Forbidden()`"
            );
        }
    }
}

/// Everything of a response but its status and what belongs to that: the phrase beside it, and
/// whether the connection goes on by another protocol.
fn forbidden(response: HttpResponse) -> HttpResponse {
    let (mut response, body) = response.into_parts();
    let mut headers = std::mem::take(response.headers_mut());
    headers.remove(UPGRADE);
    let mut forbidden = HttpResponse::with_body(StatusCode::FORBIDDEN, body);
    *forbidden.headers_mut() = headers;
    forbidden
}

/// Whether a header is one of the CORS protocol, or of what extends it.
fn is_of_cors(name: &HeaderName) -> bool {
    name.as_str().starts_with("access-control-")
}

impl fmt::Debug for RefusalForm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "RefusalForm({})", self.place)
    }
}
