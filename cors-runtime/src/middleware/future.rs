//! The futures of [`Cors`](crate::Cors): of its service, which waits for what comes back, and of
//! making the service.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::Error;
use actix_web::body::EitherBody;
use actix_web::dev::ServiceResponse;
use pin_project_lite::pin_project;

use crate::enforce::future::{Enforced, wrapped};
use crate::middleware::nesting::Readiness;
use crate::middleware::request_inside::{self, RequestInside};

pin_project! {
    /// The future of the service.
    #[project = CorsProjection]
    pub enum CorsFuture<F, B> {
        /// It is settled what happens.
        Settled {
            #[pin]
            enforced: Enforced<F, B>,
        },
        /// Others inside may decide.
        Inside {
            #[pin]
            future: F,
            inside: RequestInside,
        },
    }
}

impl<F, B> From<Enforced<F, B>> for CorsFuture<F, B> {
    #[inline]
    fn from(enforced: Enforced<F, B>) -> Self {
        CorsFuture::Settled { enforced }
    }
}

impl<F, B> Future for CorsFuture<F, B>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            CorsProjection::Settled { enforced } => enforced.poll(context),
            CorsProjection::Inside { future, inside } => {
                let mut done = future.poll(context);
                if let Poll::Ready(result) = &mut done
                    && let Some(answer) = inside.finish(result)
                {
                    return done.map(|result| request_inside::replaced(result, answer));
                }
                done.map_ok(wrapped)
            }
        }
    }
}

/// The future of making the service.
#[derive(Debug)]
pub struct MakeCors<T> {
    service: Option<T>,
    readiness: Readiness,
}

impl<T> MakeCors<T> {
    pub(super) fn new(service: T, readiness: Readiness) -> Self {
        MakeCors { service: Some(service), readiness }
    }
}

impl<T> Unpin for MakeCors<T> {}

impl<T> Future for MakeCors<T> {
    type Output = Result<T, ()>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        ready!(Pin::new(&mut self.readiness).poll(context));
        Poll::Ready(self.service.take().ok_or(()))
    }
}
