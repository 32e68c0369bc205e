//! An application that answers, whatever it is made of: one with the older middleware and one with this library have
//! different types, and are asked in the same way.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_http::Request;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::test::init_service;
use actix_web::{App, Error};
use cors_runtime::{Audit, StartupError, audit, check_app};

type Answering = Pin<Box<dyn Future<Output = Result<ServiceResponse, Error>>>>;

/// An application in this process.
pub(crate) struct Running {
    answer: Box<dyn Fn(Request) -> Answering>,
    /// Who may call what in it, where that was asked before it was built.
    pub(crate) audit: Option<Audit>,
}

impl Running {
    /// Builds an application.
    pub(crate) async fn start<T, B>(app: App<T>) -> Running
    where
        T: ServiceFactory<
                ServiceRequest,
                Config = (),
                Response = ServiceResponse<B>,
                Error = Error,
                InitError = (),
            > + 'static,
        T::Future: 'static,
        B: MessageBody + 'static,
    {
        let service = init_service(app).await;
        let answer = Box::new(move |request| -> Answering {
            let answering = service.call(request);
            Box::pin(async move { Ok(answering.await?.map_into_boxed_body()) })
        });
        Running { answer, audit: None }
    }

    /// Builds an application as a server does that asks first whether its policies can work.
    pub(crate) async fn checked<T, B>(app: impl Fn() -> App<T>) -> Result<Running, StartupError>
    where
        T: ServiceFactory<
                ServiceRequest,
                Config = (),
                Response = ServiceResponse<B>,
                Error = Error,
                InitError = (),
            > + 'static,
        T::Future: 'static,
        B: MessageBody + 'static,
    {
        check_app(&app).await?;
        let audit = audit(&app).await?;
        Ok(Running { audit: Some(audit), ..Running::start(app()).await })
    }
}

impl Service<Request> for Running {
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Future = Answering;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: Request) -> Answering {
        (self.answer)(request)
    }
}
