//! What `Cors` is measured against: a middleware that either does nothing or answers every request with an empty response.

use std::future::{Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::StatusCode;
use actix_web::{Error, HttpResponse};
use pin_project_lite::pin_project;

/// The middleware, and its service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answering<S = ()> {
    inner: S,
    status: Option<StatusCode>,
}

impl Answering {
    /// Passes everything on.
    pub(crate) fn nothing() -> Self {
        Answering { inner: (), status: None }
    }

    /// Answers everything.
    pub(crate) fn with(status: u16) -> Self {
        Answering { inner: (), status: Some(StatusCode::from_u16(status).expect("a status code")) }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Answering
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = Answering<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(Answering { inner, status: self.status }))
    }
}

impl<S, B> Service<ServiceRequest> for Answering<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Answer<S::Future, B>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        match self.status {
            None => Answer::Passed { future: self.inner.call(request) },
            Some(status) => {
                let response = request.into_response(HttpResponse::new(status));
                Answer::Made { response: Some(response.map_into_right_body()) }
            }
        }
    }
}

pin_project! {
    #[project = AnswerProjection]
    pub(crate) enum Answer<F, B> {
        Passed {
            #[pin]
            future: F,
        },
        Made {
            response: Option<ServiceResponse<EitherBody<B>>>,
        },
    }
}

impl<F, B> Future for Answer<F, B>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match self.project() {
            AnswerProjection::Passed { future } => {
                ready!(future.poll(context)).map(ServiceResponse::map_into_left_body)
            }
            AnswerProjection::Made { response } => Ok(response.take().expect("polled once")),
        })
    }
}
