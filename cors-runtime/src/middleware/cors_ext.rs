//! A policy for services that no attribute registers: [`CorsExt`], and the services that it makes.

use std::rc::Rc;

use actix_web::body::MessageBody;
use actix_web::dev::{
    AppService, HttpServiceFactory, ServiceFactory, ServiceRequest, ServiceResponse,
};
use actix_web::{Error, Resource, Scope};

use crate::middleware::nesting::Registered;
use crate::middleware::service_policy::ServicePolicy;
use crate::policy::reference::PolicyRef;
use crate::route::registered_service::RegisteredService;
use crate::route::registered_services::{self, Marks};

/// Gives a policy to a service where it is registered: to a `web::resource`, a `web::scope`, and
/// `Files` of `actix-files` (feature `files`).
///
/// The service answers its preflights and sets the headers of its responses, without any
/// [`Cors`](crate::Cors). A `Cors` around the application knows it as it knows annotated routes:
/// preflights are answered before authentication, and a 401 can be read by the pages that the
/// policy lists.
///
/// ```
/// use actix_web::{App, HttpResponse, web};
/// use cors_runtime::{Cors, CorsExt, Policy, policy};
///
/// static PARTNERS: Policy = policy! {
///     origins = ["https://*.partner.example"], methods = [PUT], headers = ["content-type"]
/// };
///
/// async fn replace() -> HttpResponse {
///     HttpResponse::NoContent().finish()
/// }
///
/// let app = App::new()
///     .service(web::resource("/item").route(web::put().to(replace)).cors(&PARTNERS))
///     .service(web::scope("/api").route("/all", web::get().to(HttpResponse::Ok)).cors(&PARTNERS))
///     .wrap(Cors::default());
/// # drop(app);
/// ```
///
/// # Methods
/// What a service serves cannot be read. So its preflights are decided by the lists of the policy:
/// one that names no `methods` grants GET, HEAD and POST.
///
/// # Guards
/// A preflight is an `OPTIONS` request, and comes to a service only if the guards of that service
/// let it pass. `web::resource("/x").guard(guard::Put())` does not: put methods into routes, as
/// above, or a `Cors` around the application, which answers before the router is asked.
///
/// # Scopes
/// Whatever in a scope has a policy of its own keeps it; the scope's holds for all the rest, its
/// default service too.
pub trait CorsExt: Sized {
    /// Gives the service a policy. It comes last: what is made of it can be registered, and no
    /// more.
    ///
    /// # Panics
    /// When the service registers, if the policy takes its origins from an environment variable
    /// that is not set or holds no list of origins. [`check_app`](crate::check_app) reports it.
    fn cors(self, policy: impl Into<PolicyRef>) -> WithCors<Self>;
}

/// A service with a policy of its own, for `App::service`, `Scope::service` and
/// `ServiceConfig::service`; see [`CorsExt`].
#[derive(Debug)]
#[must_use = "a service does nothing until it is registered"]
pub struct WithCors<S> {
    pub(super) service: S,
    pub(super) policy: PolicyRef,
    pub(super) shadow: Option<PolicyRef>,
}

impl<S> WithCors<S> {
    /// Puts a second policy beside the one that decides, as [`Cors::shadow`](crate::Cors::shadow)
    /// does.
    ///
    /// ```
    /// use actix_web::{HttpResponse, web};
    /// use cors_runtime::{CorsExt, Policy, policy};
    ///
    /// static NOW: Policy = policy! { origins = any, methods = [GET] };
    /// static NEXT: Policy = policy! { origins = ["https://a.example"], methods = [GET] };
    ///
    /// let item = web::resource("/item").route(web::get().to(HttpResponse::Ok));
    /// let item = item.cors(&NOW).shadow(&NEXT);
    /// # drop(item);
    /// ```
    ///
    /// # Panics
    /// As [`CorsExt::cors`] does: of the shadow's variables too.
    pub fn shadow(mut self, next: impl Into<PolicyRef>) -> Self {
        self.shadow = Some(next.into());
        self
    }
}

impl<T> CorsExt for Resource<T> {
    fn cors(self, policy: impl Into<PolicyRef>) -> WithCors<Self> {
        WithCors { service: self, policy: policy.into(), shadow: None }
    }
}

impl<T> CorsExt for Scope<T> {
    fn cors(self, policy: impl Into<PolicyRef>) -> WithCors<Self> {
        WithCors { service: self, policy: policy.into(), shadow: None }
    }
}

impl<T, B> HttpServiceFactory for WithCors<Resource<T>>
where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    fn register(self, service: &mut AppService) {
        let policy = ServicePolicy::new(&self.policy, self.shadow.as_ref(), Registered::Resource);
        let own = policy.service();
        self.service.wrap(policy).register(service);
        registered_services::add(&own, Marks::Before, service);
    }
}

impl<T, B> HttpServiceFactory for WithCors<Scope<T>>
where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    fn register(self, service: &mut AppService) {
        let policy = ServicePolicy::new(&self.policy, self.shadow.as_ref(), Registered::Scope);
        self.service.service(Inside(policy.service())).wrap(policy).register(service);
    }
}

/// Marks the scope that it is registered in.
struct Inside(Rc<RegisteredService>);

impl HttpServiceFactory for Inside {
    fn register(self, service: &mut AppService) {
        registered_services::add(&self.0, Marks::Around, service);
    }
}
