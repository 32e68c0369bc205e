//! Any actix-web application as a contender: its service is called, its future is polled once, its response is dropped. Or it
//! is served, for measuring from outside.

use std::io;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::Uri;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, Error, HttpResponse, HttpServer};

use super::Ready;
use crate::answer::Answer;
use crate::scenario::{PATH, Scenario};

struct Application<F, S> {
    make: F,
    service: S,
    scenario: Scenario,
    waiting: Vec<actix_http::Request>,
}

/// Builds an application.
pub(crate) fn ready<F, T, B>(make: F, scenario: &Scenario) -> Box<dyn Ready>
where
    F: Fn() -> App<T> + Clone + Send + 'static,
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    T::Service: 'static,
    B: MessageBody + 'static,
{
    let service = actix_web::rt::System::new().block_on(init_service(make()));
    Box::new(Application { make, service, scenario: *scenario, waiting: Vec::new() })
}

impl<F, S, B> Application<F, S>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
{
    fn request(&self) -> actix_http::Request {
        let method = self.scenario.method().parse().expect("a method");
        let mut request = TestRequest::default()
            .method(method)
            // What every client sends.
            .insert_header(("host", "api.example"))
            .insert_header(("user-agent", "Mozilla/5.0"))
            .insert_header(("accept", "*/*"));
        // As from the server, where all parts of a head refer to one buffer: the first reference to an unshared buffer
        // would allocate, and that would be ours.
        for (name, value) in self.scenario.headers() {
            let value = HeaderValue::from_str(&value).expect("a value");
            drop(value.clone());
            request = request.insert_header((HeaderName::from_static(name), value));
        }
        let mut request = request.to_request();
        request.head_mut().uri = Uri::from_static(PATH);
        request
    }

    fn call(&self, request: actix_http::Request) -> Result<ServiceResponse<B>, Error> {
        match pin!(self.service.call(request)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => done,
            Poll::Pending => unreachable!("nothing here waits"),
        }
    }
}

impl<F, T, S, B> Ready for Application<F, S>
where
    F: Fn() -> App<T> + Clone + Send + 'static,
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    fn load(&mut self, count: usize) {
        self.waiting.extend((0..count).map(|_| self.request()).collect::<Vec<_>>());
    }

    fn run(&mut self) {
        while let Some(request) = self.waiting.pop() {
            match self.call(request) {
                Ok(response) => drop(response),
                // As the server does it.
                Err(error) => drop(HttpResponse::from(error)),
            }
        }
    }

    fn answer(&mut self) -> Option<Answer> {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let response = match self.call(self.request()) {
            Ok(response) => response.into_parts().1.map_into_boxed_body(),
            Err(error) => HttpResponse::from(error),
        };
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), text(value.as_bytes())));
        Some(Answer::new(response.status().as_u16(), headers))
    }

    fn serve(&self, port: u16) -> io::Result<()> {
        let server = HttpServer::new(self.make.clone()).workers(1).bind(("127.0.0.1", port))?;
        actix_web::rt::System::new().block_on(server.run())
    }
}
