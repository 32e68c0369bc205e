//! The outermost wrap of a service that is registered with a policy ([`crate::CorsExt`]): what a
//! [`Cors`](crate::Cors) does around it, by a policy that the table of the application knows.

use std::rc::Rc;

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use crate::middleware::future::MakeCors;
use crate::middleware::nesting::{Alive, Registered};
use crate::middleware::placed;
use crate::middleware::service::CorsService;
use crate::policy::reference::PolicyRef;
use crate::route::registered_service::RegisteredService;
use crate::route::registration;

/// The policy of one service.
#[derive(Debug)]
pub(super) struct ServicePolicy {
    service: Rc<RegisteredService>,
    registered: Registered,
    alive: Alive,
}

impl ServicePolicy {
    pub(super) fn new(
        policy: &PolicyRef,
        shadow: Option<&PolicyRef>,
        registered: Registered,
    ) -> Self {
        let reads_paths = registered == Registered::Files;
        let service = Rc::new(RegisteredService::new(placed(policy, shadow), reads_paths));
        ServicePolicy { service, registered, alive: Alive::default() }
    }

    /// What the probe of the service is to carry.
    pub(super) fn service(&self) -> Rc<RegisteredService> {
        Rc::clone(&self.service)
    }
}

impl<S, B> Transform<S, ServiceRequest> for ServicePolicy
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = CorsService<S>;
    type InitError = ();
    type Future = MakeCors<CorsService<S>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        registration::close();
        let made = self.alive.make_registered::<S>(&self.service, self.registered);
        CorsService::make(inner, Some(self.service.policy().clone()), false, None, made)
    }
}
