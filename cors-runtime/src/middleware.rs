//! `Cors`, the middleware: one policy for everything inside it that has none of its own.

use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};

use crate::enforce::{Enforced, enforce};
use crate::policy_ref::PolicyRef;
use crate::startup;

/// The middleware for applications, scopes and resources.
#[derive(Clone, Debug, Default)]
pub struct Cors {
    policy: Option<PolicyRef>,
}

impl Cors {
    /// Applies a policy to everything inside.
    ///
    /// ```
    /// use actix_web::{App, HttpResponse, web};
    /// use cors_runtime::{Cors, Policy};
    ///
    /// let policy = Policy::builder().origins(["https://a.example"]).build()?;
    /// let app = App::new().wrap(Cors::new(policy)).route("/", web::get().to(HttpResponse::Ok));
    /// # drop(app);
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    #[must_use]
    pub fn new(policy: impl Into<PolicyRef>) -> Self {
        Cors { policy: Some(policy.into()) }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Cors
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = CorsService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, Self::InitError>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        if let Some(policy) = &self.policy {
            startup::require(policy);
        }
        ready(Ok(CorsService { inner: Rc::new(inner), policy: self.policy.clone() }))
    }
}

/// The service of [`Cors`].
#[derive(Debug)]
pub struct CorsService<S> {
    inner: Rc<S>,
    policy: Option<PolicyRef>,
}

impl<S, B> Service<ServiceRequest> for CorsService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Enforced<S::Future, B>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        match &self.policy {
            Some(policy) => enforce(&self.inner, policy.clone(), &[], request),
            None => Enforced::Untouched { future: self.inner.call(request) },
        }
    }
}
