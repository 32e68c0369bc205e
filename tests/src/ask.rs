//! A request and where it is asked: in an application, a scope or a resource with `Cors` around it, or over a socket.

use actix_web::App;
use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::{TestRequest, init_service};
use actix_web::web::{self, Bytes};
use cors_runtime::{Cors, Policy};
use std::sync::Arc;

use crate::{Answer, Spy};

/// A request, one entry for each field line.
#[derive(Clone, Debug)]
pub struct Ask {
    method: String,
    path: String,
    lines: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl Ask {
    /// A request to `/`.
    #[must_use]
    pub fn new(method: &str) -> Self {
        Ask { method: method.to_owned(), path: "/".to_owned(), lines: Vec::new(), body: Vec::new() }
    }

    /// A GET of `/` from an origin.
    #[must_use]
    pub fn from(origin: impl AsRef<[u8]>) -> Self {
        Ask::new("GET").line("Origin", origin)
    }

    /// A preflight from an origin for a method.
    #[must_use]
    pub fn preflight(origin: impl AsRef<[u8]>, method: impl AsRef<[u8]>) -> Self {
        Ask::new("OPTIONS").line("Origin", origin).line("Access-Control-Request-Method", method)
    }

    /// One more line of `Access-Control-Request-Headers`.
    #[must_use]
    pub fn headers(self, names: impl AsRef<[u8]>) -> Self {
        self.line("Access-Control-Request-Headers", names)
    }

    /// One more field line.
    #[must_use]
    pub fn line(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.lines.push((name.to_owned(), value.as_ref().to_vec()));
        self
    }

    /// The same for another path.
    #[must_use]
    pub fn at(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    /// The same with another method.
    #[must_use]
    pub fn method(mut self, method: &str) -> Self {
        method.clone_into(&mut self.method);
        self
    }

    /// The same with a body of JSON.
    #[must_use]
    pub fn json(mut self, body: &str) -> Self {
        self.body = body.as_bytes().to_vec();
        self.line("Content-Type", "application/json")
    }

    /// The values of a field, one for each line.
    #[must_use]
    pub fn lines(&self, name: &str) -> Vec<&[u8]> {
        let same = self.lines.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        same.map(|(_, value)| value.as_slice()).collect()
    }

    /// The request for an application in this process.
    ///
    /// # Panics
    /// Where a value cannot be a header value; such a request goes over a socket.
    #[must_use]
    pub fn request(&self) -> TestRequest {
        let method = Method::from_bytes(self.method.as_bytes()).expect("a method");
        let mut request =
            TestRequest::with_uri(&self.path).method(method).set_payload(self.body.clone());
        // As the server's parser does it: every value is a piece of one shared buffer, so a copy of it counts one more
        // user of that buffer and takes nothing from the heap.
        let values: Vec<u8> = self.lines.iter().flat_map(|(_, value)| value).copied().collect();
        let (values, mut end) = (Bytes::from(values), 0);
        for (name, value) in &self.lines {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a header name");
            let start = end;
            end += value.len();
            let value = HeaderValue::from_maybe_shared(values.slice(start..end));
            request = request.append_header((name, value.expect("a header value")));
        }
        request
    }

    /// The bytes of the request for a socket; the server closes it afterwards.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let length = self.body.len();
        let mut bytes = format!(
            "{} {} HTTP/1.1\r\nContent-Length: {length}\r\nConnection: close\r\n",
            self.method, self.path
        )
        .into_bytes();
        if self.lines("Host").is_empty() {
            bytes.extend_from_slice(b"Host: api.example\r\n");
        }
        for (name, value) in &self.lines {
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(value);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// Where `Cors` stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// Around the application.
    App,
    /// Around a scope in it.
    Scope,
    /// Around one resource.
    Resource,
}

/// Asks a handler with one policy around it, in one place.
pub async fn ask(seat: Seat, policy: Arc<Policy>, spy: &Spy, request: &Ask) -> Answer {
    let runs = spy.runs();
    let resource = || web::resource("/").route(spy.route());
    let request = request.request().to_request();
    let result = match seat {
        Seat::App => {
            let app = App::new().service(resource()).wrap(Cors::new(policy));
            init_service(app).await.call(request).await.map(ServiceResponse::map_into_boxed_body)
        }
        Seat::Scope => {
            let scope = web::scope("").service(resource()).wrap(Cors::new(policy));
            init_service(App::new().service(scope)).await.call(request).await
        }
        Seat::Resource => {
            let app = App::new().service(resource().wrap(Cors::new(policy)));
            init_service(app).await.call(request).await
        }
    };
    Answer::of(result, spy.runs() - runs).await
}

/// Asks in every place, and returns the answer that they all gave.
///
/// # Panics
/// Where two places answer differently.
pub async fn ask_all(policy: Policy, spy: &Spy, request: &Ask) -> Answer {
    let policy = Arc::new(policy);
    let answer = ask(Seat::App, policy.clone(), spy, request).await;
    for seat in [Seat::Scope, Seat::Resource] {
        let other = ask(seat, policy.clone(), spy, request).await;
        assert_eq!(answer, other, "{seat:?} answers like the application: {request:?}");
    }
    answer
}
