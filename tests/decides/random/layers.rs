//! Middleware of random applications, and what is noted of a request on its way.

use std::cell::{Cell, RefCell};
use std::future::{Ready, ready};

use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, Url, forward_ready};
use actix_web::http::Uri;
use actix_web::{Error, HttpRequest, HttpResponse, error};

thread_local! {
    /// The handler that ran, by number. A random application has a thread of its own.
    static RAN: Cell<Option<usize>> = const { Cell::new(None) };
    /// The policies that a request has come by, from the outside in.
    static PASSED: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// What has been noted since it was last taken.
pub(crate) fn take_notes() -> (Option<usize>, Vec<usize>) {
    (RAN.take(), PASSED.take())
}

/// A handler that notes its number, and fails where the query wants it.
pub(crate) async fn handle(number: usize, request: HttpRequest) -> Result<HttpResponse, Error> {
    RAN.set(Some(number));
    match request.query_string() {
        "fails" => Err(error::ErrorInternalServerError("failed")),
        _ => Ok(HttpResponse::Ok().body(number.to_string())),
    }
}

/// Does something to each request before it goes on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before<F>(F);

/// Notes that the request has come by the `Cors` that stands around this and has a policy.
pub(crate) fn noting(policy: usize) -> Before<impl Fn(&mut ServiceRequest) + Clone> {
    Before(move |_: &mut ServiceRequest| PASSED.with_borrow_mut(|passed| passed.push(policy)))
}

/// Strips a base path that a proxy leaves in front of every path.
pub(crate) fn stripping() -> Before<impl Fn(&mut ServiceRequest) + Clone> {
    Before(|request: &mut ServiceRequest| {
        let rest =
            request.uri().path_and_query().and_then(|whole| whole.as_str().strip_prefix("/base"));
        if let Some(uri) = rest.filter(|rest| rest.starts_with('/')).map(str::parse::<Uri>) {
            let uri = uri.expect("the rest of a path is one");
            request.match_info_mut().set(Url::new(uri.clone()));
            request.head_mut().uri = uri;
        }
    })
}

impl<S, F> Transform<S, ServiceRequest> for Before<F>
where
    S: Service<ServiceRequest>,
    F: Fn(&mut ServiceRequest) + Clone,
{
    type Response = S::Response;
    type Error = S::Error;
    type Transform = BeforeService<S, F>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(BeforeService { inner, does: self.0.clone() }))
    }
}

#[derive(Debug)]
pub(crate) struct BeforeService<S, F> {
    inner: S,
    does: F,
}

impl<S, F> Service<ServiceRequest> for BeforeService<S, F>
where
    S: Service<ServiceRequest>,
    F: Fn(&mut ServiceRequest),
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    forward_ready!(inner);

    fn call(&self, mut request: ServiceRequest) -> Self::Future {
        (self.does)(&mut request);
        self.inner.call(request)
    }
}

/// Lets nothing through, as authentication does without a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wall {
    pub(crate) fails: bool,
}

impl<S, B> Transform<S, ServiceRequest> for Wall
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = WallService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(WallService { inner, fails: self.fails }))
    }
}

#[derive(Debug)]
pub(crate) struct WallService<S> {
    inner: S,
    fails: bool,
}

impl<S, B> Service<ServiceRequest> for WallService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Ready<Result<Self::Response, Error>>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        ready(if self.fails {
            Err(error::ErrorUnauthorized("wall"))
        } else {
            let refusal = HttpResponse::Unauthorized().body("wall");
            Ok(request.into_response(refusal).map_into_right_body())
        })
    }
}
