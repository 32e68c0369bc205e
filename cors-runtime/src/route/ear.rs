//! What tells the routes of an application around which no [`Cors`](crate::Cors) stands, while it is
//! recorded ([`crate::route::recording`]): a service that only `OPTIONS *` comes to. The application
//! of a server never has one.

use actix_web::HttpResponse;
use actix_web::dev::{AppService, ResourceDef, ServiceRequest, fn_service};

use crate::route::recording;

/// The path of a request that is about the server and none of its resources
/// ([RFC 9110, section 9.3.7](https://www.rfc-editor.org/rfc/rfc9110#section-9.3.7)). Patterns of
/// programs begin with a slash, so that none of them matches it.
const PATTERN: &str = r"{cors_audit:\*}";

/// Places it at the top of an application that is being recorded, once.
pub(super) fn place(service: &mut AppService) {
    if !service.is_root() || !recording::takes_ear() {
        return;
    }
    let listen = fn_service(|request: ServiceRequest| async {
        recording::add_request(request.request());
        Ok(request.into_response(HttpResponse::NoContent().finish()))
    });
    service.register_service(ResourceDef::new(PATTERN), None, listen, None);
}
