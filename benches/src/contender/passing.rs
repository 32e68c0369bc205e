//! What the middlewares written by hand have in common: an inner service that runs, with something done to its response,
//! or an answer instead. Nothing is boxed.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::EitherBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::HeaderMap;
use actix_web::{Error, HttpResponse};
use pin_project_lite::pin_project;

pin_project! {
    /// The future of such a middleware.
    #[project = PassingProjection]
    pub(crate) enum Passing<F, B> {
        Running {
            #[pin]
            future: F,
            finish: fn(&mut HeaderMap),
        },
        Answered {
            response: Option<ServiceResponse<EitherBody<B>>>,
        },
    }
}

impl<F, B> Passing<F, B> {
    pub(crate) fn answered(request: ServiceRequest, response: HttpResponse) -> Self {
        Passing::Answered { response: Some(request.into_response(response).map_into_right_body()) }
    }
}

impl<F, B> Future for Passing<F, B>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            PassingProjection::Running { future, finish } => {
                let mut response = ready!(future.poll(context))?.map_into_left_body();
                finish(response.headers_mut());
                Poll::Ready(Ok(response))
            }
            PassingProjection::Answered { response } => {
                Poll::Ready(Ok(response.take().expect("polled once")))
            }
        }
    }
}
