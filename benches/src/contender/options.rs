//! Routes for OPTIONS beside the plain handlers: what a preflight costs that travels to the resource, as it does to an annotated
//! one where no middleware answers before.

use actix_web::http::header;
use actix_web::{App, HttpResponse, options};

use super::{Ready, actix, bare};
use crate::scenario::{LISTED, Scenario};

/// The least.
pub(crate) fn empty(scenario: &Scenario) -> Box<dyn Ready> {
    #[options("/data")]
    async fn answer() -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
    actix::ready(|| App::new().service(bare::read).service(bare::write).service(answer), scenario)
}

/// What people write.
pub(crate) fn by_hand(scenario: &Scenario) -> Box<dyn Ready> {
    #[options("/data")]
    async fn answer() -> HttpResponse {
        HttpResponse::NoContent()
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, LISTED))
            .insert_header((header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"))
            .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "GET, PUT"))
            .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type, x-name"))
            .insert_header((header::ACCESS_CONTROL_MAX_AGE, "6"))
            .insert_header((
                header::VARY,
                "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
            ))
            .finish()
    }
    actix::ready(|| App::new().service(bare::read).service(bare::write).service(answer), scenario)
}
