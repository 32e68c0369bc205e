//! The application: three policies of ours, and around them a layer that breaks what a mutant breaks. Which one, the query says.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use actix_web::body::MessageBody;
use actix_web::dev::{Service as _, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, ORIGIN};
use actix_web::{App, Error, HttpResponse, web};
use cors_runtime::{Cors, Policy};
use serde::Deserialize;

use crate::mutants::MUTANTS;
use crate::places::{Place, Places};

/// What a mutant may look at.
pub(crate) struct Asked {
    pub(crate) origin: String,
    pub(crate) home: String,
    pub(crate) is_preflight: bool,
    /// Of the answer, before it was broken.
    pub(crate) is_error: bool,
}

#[derive(Deserialize)]
struct Query {
    mutant: usize,
    run: usize,
}

/// How many preflights each run has caused.
static PREFLIGHTS: Mutex<Option<HashMap<usize, usize>>> = Mutex::new(None);

/// The preflights of a run.
pub(crate) fn preflights(run: usize) -> usize {
    let counts = PREFLIGHTS.lock().unwrap_or_else(PoisonError::into_inner);
    counts.as_ref().and_then(|counts| counts.get(&run)).copied().unwrap_or(0)
}

fn policies(places: Places) -> [Policy; 3] {
    let (home, other) = (places.origin(Place::Home), places.origin(Place::OtherPort));
    let private = Policy::builder()
        .origins([&home])
        .methods(["PUT"])
        .headers(["name"])
        .expose(["name"])
        .credentials(true)
        .max_age(600);
    let public = Policy::builder().origins([&home, &other]);
    let fresh = Policy::builder().origins([&home]).methods(["PUT"]).max_age(0);
    [private, public, fresh].map(|policy| policy.build().expect("the policy is sound"))
}

/// The application, for browsers and in memory.
pub(crate) fn application(
    places: Places,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    let [private, public, fresh] = policies(places);
    let answer = |status: u16, cache: &'static str| {
        web::to(move || async move {
            let status = actix_web::http::StatusCode::from_u16(status).expect("a status");
            HttpResponse::build(status)
                .insert_header(("cache-control", cache))
                .insert_header(("name", "jw"))
                .body("777")
        })
    };
    let resource = |path: &str, status, cache, policy: &Policy| {
        web::resource(path).route(answer(status, cache)).wrap(Cors::new(policy.clone()))
    };
    App::new()
        .service(resource("/data", 200, "no-store", &private))
        .service(resource("/missing", 404, "no-store", &private))
        .service(resource("/public", 200, "max-age=600", &public))
        .service(resource("/fresh", 200, "no-store", &fresh))
        .wrap_fn(move |request, service| {
            let (mutant, asked) = read(&request, places);
            let answered = service.call(request);
            async move {
                let mut response = answered.await?;
                if let Some(mutant) = MUTANTS.get(mutant) {
                    let is_error = response.status().is_client_error();
                    let asked = Asked { is_error, ..asked };
                    (mutant.breaks)(&asked, response.response_mut().head_mut());
                }
                Ok(response)
            }
        })
}

fn read(request: &ServiceRequest, places: Places) -> (usize, Asked) {
    let is_preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let query = web::Query::<Query>::from_query(request.query_string());
    let Query { mutant, run } = query.expect("mutant and run").into_inner();
    if is_preflight {
        let mut counts = PREFLIGHTS.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.get_or_insert_default().entry(run).or_default() += 1;
    }
    let origin = text(request.headers(), ORIGIN.as_str());
    let home = places.origin(Place::Home);
    (mutant, Asked { origin, home, is_preflight, is_error: false })
}

/// A header as text, empty where it is absent.
pub(crate) fn text(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}
