//! Bearer tokens: issued by `/login`, checked in front of the scope `/api`.
//!
//! The check treats every request alike. It has no exception for `OPTIONS`, because `Cors` stands outside of it.

use std::{collections::HashSet, sync::RwLock};

use actix_web::{
    Error, HttpResponse,
    body::{EitherBody, MessageBody},
    cookie::Key,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{AUTHORIZATION, WWW_AUTHENTICATE},
    middleware::Next,
    web::Data,
};
use serde::Serialize;

use crate::tally::Tally;

/// The tokens that are good. They last as long as this process.
#[derive(Default)]
pub(crate) struct Tokens(RwLock<HashSet<String>>);

impl Tokens {
    /// A new one, from the system's source of randomness.
    pub(crate) fn issue(&self) -> String {
        use std::fmt::Write as _;

        let mut token = String::new();
        for byte in &Key::generate().master()[..16] {
            write!(token, "{byte:02x}").expect("a string takes everything");
        }
        self.0.write().expect("no writer panics").insert(token.clone());
        token
    }

    fn admit(&self, request: &ServiceRequest) -> bool {
        let value = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        value
            .and_then(|value| value.strip_prefix("Bearer "))
            .is_some_and(|token| self.0.read().expect("no writer panics").contains(token))
    }
}

/// The middleware.
pub(crate) async fn check<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let data = || (request.app_data::<Data<Tokens>>(), request.app_data::<Data<Tally>>());
    let (Some(tokens), Some(tally)) = data() else { unreachable!("`main` gives both to the app") };
    let is_admitted = tokens.admit(&request);
    tally.checked(request.method(), is_admitted);
    if is_admitted {
        Ok(next.call(request).await?.map_into_left_body())
    } else {
        Ok(request.into_response(refusal("a bearer token is needed")).map_into_right_body())
    }
}

/// A problem, as JSON.
#[derive(Serialize)]
struct Problem {
    error: &'static str,
}

/// A 401 that says why.
pub(crate) fn refusal(error: &'static str) -> HttpResponse {
    HttpResponse::Unauthorized().insert_header((WWW_AUTHENTICATE, "Bearer")).json(Problem { error })
}
