//! The application that all others add CORS to.

use actix_web::{App, HttpResponse, get, put};

use super::{Ready, actix};
use crate::scenario::Scenario;

#[get("/data")]
pub(crate) async fn read() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[put("/data")]
pub(crate) async fn write() -> HttpResponse {
    HttpResponse::Ok().finish()
}

pub(crate) fn bare(scenario: &Scenario) -> Box<dyn Ready> {
    actix::ready(|| App::new().service(read).service(write), scenario)
}
