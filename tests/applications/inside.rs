//! What stands inside of CORS, in miniature: routes for a list of things and one thing, and authentication in front of them.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::ServiceConfig;
use actix_web::{Error, HttpResponse, web};

use crate::case::Key;

/// GET and POST of the list; PUT, PATCH and DELETE of one thing.
pub(crate) fn things(list: &'static str, item: &'static str) -> impl Fn(&mut ServiceConfig) {
    move |app| {
        let route = |route: actix_web::Route| route.to(answer);
        app.service(web::resource(list).route(route(web::get())).route(route(web::post())))
            .service(
                web::resource(item)
                    .route(route(web::put()))
                    .route(route(web::patch()))
                    .route(route(web::delete())),
            );
    }
}

/// An answer with a header that scripts may want to read.
pub(crate) async fn answer() -> HttpResponse {
    HttpResponse::Ok().insert_header(("x-request-id", "7")).body("7")
}

/// 401 for whoever does not send the key.
pub(crate) async fn authenticate<B: MessageBody + 'static>(
    key: Key,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let sent = request.headers().get(key.0).and_then(|value| value.to_str().ok());
    if sent == Some(key.1) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    Ok(request.into_response(HttpResponse::Unauthorized().finish()).map_into_right_body())
}
