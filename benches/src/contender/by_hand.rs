//! A middleware made of one function.

use std::future::{Ready as Done, ready};

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};

use actix_web::HttpResponse;
use actix_web::http::header::HeaderMap;

use super::passing::Passing;

/// What is to be done about a request.
pub(crate) enum Plan {
    /// Answer it.
    Answer(HttpResponse),
    /// Let it through, and do this to the response.
    Pass(fn(&mut HeaderMap)),
}

/// The middleware, and its service.
pub(crate) struct ByHand<S = ()> {
    inner: S,
    plan: fn(&ServiceRequest) -> Plan,
}

impl ByHand {
    pub(crate) fn new(plan: fn(&ServiceRequest) -> Plan) -> Self {
        ByHand { inner: (), plan }
    }
}

impl<S, B> Transform<S, ServiceRequest> for ByHand
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = ByHand<S>;
    type InitError = ();
    type Future = Done<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(ByHand { inner, plan: self.plan }))
    }
}

impl<S, B> Service<ServiceRequest> for ByHand<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Passing<S::Future, B>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        match (self.plan)(&request) {
            Plan::Answer(response) => Passing::answered(request, response),
            Plan::Pass(finish) => Passing::Running { future: self.inner.call(request), finish },
        }
    }
}
