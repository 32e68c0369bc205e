//! A middleware that lets nothing through, as authentication does without a token, and counts.

use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::StatusCode;
use actix_web::{Error, HttpResponse, error};
use futures_util::future::{Either, MapOk, TryFutureExt as _};

/// Refuses requests without a token.
#[derive(Clone, Debug)]
pub(crate) struct Wall {
    status: StatusCode,
    fails: bool,
    /// Lets everything through.
    is_open: bool,
    /// Stands around scopes, not around the application.
    on_scopes: bool,
    runs: Arc<AtomicUsize>,
}

impl Wall {
    /// No wall at all, for where one might be.
    pub(crate) fn none() -> Self {
        Wall { is_open: true, ..Wall::answering(500) }
    }

    /// Answers with this status.
    pub(crate) fn answering(status: u16) -> Self {
        let status = StatusCode::from_u16(status).expect("a status");
        Wall { status, fails: false, is_open: false, on_scopes: false, runs: Arc::default() }
    }

    /// Fails with an `Err` that becomes this status.
    pub(crate) fn failing(status: u16) -> Self {
        Wall { fails: true, ..Wall::answering(status) }
    }

    /// The same around each scope.
    pub(crate) fn on_scopes(self) -> Self {
        Wall { on_scopes: true, ..self }
    }

    /// Whether it stands between the application and this path.
    pub(crate) fn is_around(&self, path: &str) -> bool {
        !self.is_open && (!self.on_scopes || !["/item", "/module/item"].contains(&path))
    }

    /// What stands around the application, and what around its scopes.
    pub(crate) fn places(self) -> (Wall, Wall) {
        if self.on_scopes { (Wall::none(), self) } else { (self, Wall::none()) }
    }

    pub(crate) fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// How many requests it has seen.
    pub(crate) fn runs(&self) -> usize {
        self.runs.load(Ordering::Relaxed)
    }
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
        ready(Ok(WallService { inner, wall: self.clone() }))
    }
}

#[derive(Debug)]
pub(crate) struct WallService<S> {
    inner: S,
    wall: Wall,
}

type Lets<B> = fn(ServiceResponse<B>) -> ServiceResponse<EitherBody<B>>;
type Answered<B> = Ready<Result<ServiceResponse<EitherBody<B>>, Error>>;

impl<S, B> Service<ServiceRequest> for WallService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Either<MapOk<S::Future, Lets<B>>, Answered<B>>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        if !self.wall.is_open {
            self.wall.runs.fetch_add(1, Ordering::Relaxed);
        }
        if self.wall.is_open || request.headers().contains_key("authorization") {
            let lets: Lets<B> = ServiceResponse::map_into_left_body;
            return Either::Left(self.inner.call(request).map_ok(lets));
        }
        Either::Right(ready(if self.wall.fails {
            Err(error::InternalError::new("wall", self.wall.status).into())
        } else {
            let refusal = HttpResponse::build(self.wall.status).body("wall");
            Ok(request.into_response(refusal).map_into_right_body())
        }))
    }
}
