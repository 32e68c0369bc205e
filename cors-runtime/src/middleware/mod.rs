//! `Cors`, the middleware: answers the preflights of annotated routes, and of services that have a
//! policy, before any other middleware, sets the headers on whatever comes back, and has a policy
//! for everything inside it that has none of its own.

pub(crate) mod cors_ext;
mod early;
#[cfg(feature = "files")]
mod files;
mod future;
mod late;
mod look_up;
mod maker;
mod nesting;
mod request_inside;
mod returned;
mod service;
mod service_policy;
mod shared;
mod unheard;
mod watch;

use std::panic::Location;
use std::rc::Rc;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::{Error, HttpResponse};

use crate::middleware::future::MakeCors;
use crate::middleware::nesting::{Alive, Place};
use crate::middleware::service::CorsService;
use crate::policy::placed::PlacedPolicy;
use crate::policy::reference::PolicyRef;
use crate::reason::explanation::Explanation;
use crate::response::refusal_form::RefusalForm;
use crate::route::{problem, registration};
use crate::shadow;

/// The middleware for applications, scopes and resources. Make it the last `wrap`, which is the
/// outermost.
///
/// `Cors::default()` knows the routes that are annotated with [`#[cors]`](macro@crate::cors) and
/// the services that are registered with a policy ([`CorsExt`](crate::CorsExt)), and nothing else.
/// Their preflights are answered before authentication, rate limits or redirects could refuse them,
/// and the answers of those (a 401, a 429, a 500, or an `Err`) carry the headers of the route that
/// was asked for, so that a script may read them. [`Cors::new`] does the same, and has a policy for
/// everything else inside it: `Files`, `web::resource`, scopes, the default service.
///
/// Put it around the application, or a scope or a resource whose guards want no method: a preflight
/// is an `OPTIONS` request, and comes to no other. A single route or resource gets its policy by
/// [`CorsExt::cors`](crate::CorsExt::cors).
///
/// ```
/// use actix_web::{App, HttpResponse, web};
/// use cors_runtime::{Cors, Policy};
///
/// let files = Policy::builder().origins(["https://a.example"]).build()?;
/// let everything_else = Policy::builder().any_origin().build()?;
/// let app = App::new()
///     .service(
///         web::scope("/files")
///             .wrap(Cors::new(files))
///             .route("/a", web::get().to(HttpResponse::Ok)),
///     )
///     .route("/", web::get().to(HttpResponse::Ok))
///     .wrap(Cors::new(everything_else));
/// # drop(app);
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
///
/// # Which policy decides
/// Exactly one: that of the handler that runs, else that of the nearest `Cors::new` around it.
/// Nothing is merged.
///
/// - A response carries the headers of the policy of the handler that made it. Where another
///   middleware made it before a handler was chosen (a 401, a redirect), it carries those of the
///   only handler that could have been meant.
/// - A preflight is answered here where every handler that could be meant by the announced request
///   has a policy that says the same. Where a handler without a policy could be meant too, or
///   guards decide that only the router can call, or middleware inside changes the path, the
///   preflight goes inward, and the route answers it itself. [`check_app`](crate::check_app) names
///   these routes.
/// - Guards of scopes, and of services with `.cors(…)`, cannot be seen from here. Where nothing else
///   in the application matches the path, they are taken to let the request in. What they then keep
///   out comes to the default service, whose response has no headers of the route.
/// - Where one `Cors::new` may stand inside another, the outer one lets preflights pass for what
///   the inner one may cover, and answers those that come back without an answer. A handler for
///   every method inside both may then see an `OPTIONS` request.
/// - `reject_unlisted` of an outer policy applies to everything inside but annotated routes. Where
///   a handler without a policy could be meant beside them, it applies too.
///
/// # What this does not protect from
/// CORS tells browsers which pages may *read* a response. It keeps nobody out: programs other than
/// browsers ignore it, and a simple request (a form's POST, an image's GET) is sent and processed
/// without asking. `reject_unlisted` refuses what a browser marks as cross-origin before the
/// handler runs, which covers these and web sockets too, but a program can send any `Origin`.
/// Neither replaces authentication.
#[derive(Clone, Debug, Default)]
pub struct Cors {
    policy: Option<PolicyRef>,
    shadow: Option<PolicyRef>,
    trusts_forwarded: bool,
    form: Option<RefusalForm>,
    alive: Alive,
}

impl Cors {
    /// Applies a policy to everything inside that has none of its own.
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
        Cors { policy: Some(policy.into()), ..Cors::default() }
    }

    /// Puts a second policy beside the one that decides. It is asked about each request that the
    /// other decides, and never enforced: nothing of it reaches a response. Where it says something
    /// else, that is an event (`tracing`, target `cors::shadow`, warn, a few in ten seconds), and
    /// [`shadow_report`](crate::shadow_report) sums all of them up.
    ///
    /// So a policy can be tightened without locking anybody out: the report says who would lose
    /// access, before anybody does. Beside a policy for everybody, `Policy::disabled()` as a shadow
    /// lists whatever is used at all.
    ///
    /// ```
    /// use actix_web::{App, HttpResponse, web};
    /// use cors_runtime::{Cors, Policy, policy};
    ///
    /// static NOW: Policy = policy! { origins = any, methods = [GET, PUT] };
    /// static NEXT: Policy = policy! { origins = ["https://a.example"], methods = [GET] };
    ///
    /// let app = App::new()
    ///     .route("/", web::get().to(HttpResponse::Ok))
    ///     .wrap(Cors::new(&NOW).shadow(&NEXT));
    /// # drop(app);
    /// ```
    ///
    /// # What it decides, and what not
    /// - It stands beside this policy alone. Annotated routes have their own (`shadow = NEXT`), and so
    ///   have services (`.cors(&NOW).shadow(&NEXT)`, see [`CorsExt`](crate::CorsExt)).
    /// - It asks nobody: where its origins are those of a resolver, requests are compared only if the
    ///   policy that decides has asked the same resolver, and else counted as not compared.
    /// - Where a variable that it reads is not set, the server does not start, as with any policy. A
    ///   set of origins learns nothing of it, and may be replaced by what the shadow would forbid.
    /// - Requests of the server's own pages are left out.
    ///
    /// # Panics
    /// When the middleware is made, if the shadow takes its origins from an environment variable that
    /// is not set or holds no list of origins. [`check_app`](crate::check_app) reports it.
    #[must_use]
    pub fn shadow(mut self, next: impl Into<PolicyRef>) -> Self {
        self.shadow = Some(next.into());
        self
    }

    /// Whether `Forwarded` and `X-Forwarded-*` say what host and scheme the browser sees. Off
    /// unless it is set.
    ///
    /// Three things ask. `reject_unlisted`, to recognise a same-origin request from a browser that does
    /// not say so itself; resolvers whose answers depend on the host, which is what the outermost
    /// `Cors` takes it for; and reports about [shadows](Cors::shadow), to tell from which network a
    /// request comes. Set it behind a proxy that changes `Host` or ends TLS, and only if that proxy
    /// overwrites these fields: where clients can send them, they can claim any host.
    ///
    /// ```
    /// use cors_runtime::Cors;
    ///
    /// let cors = Cors::default().trust_forwarded_host(true);
    /// # drop(cors);
    /// ```
    #[must_use]
    pub fn trust_forwarded_host(mut self, trust: bool) -> Self {
        self.trusts_forwarded = trust;
        self
    }

    /// Lets the application write the refusals, in the place of a 403 without a body: of preflights,
    /// and of what `reject_unlisted` keeps out. Allowed requests have nothing to do with it.
    ///
    /// ```
    /// use actix_web::HttpResponse;
    /// use cors_runtime::{Cors, Explanation};
    ///
    /// let cors = Cors::default().refuse_with(|refusal: &Explanation| {
    ///     HttpResponse::Forbidden().body(refusal.reason().code())
    /// });
    /// # drop(cors);
    /// ```
    ///
    /// # Whose refusals
    /// Those of everything inside: of the policy here, of annotated routes, of services with
    /// [`.cors(…)`](crate::CorsExt), of another `Cors` further in that has no `refuse_with` of its
    /// own. Whoever answers a request has the form of the nearest `Cors` around that has one, or
    /// its own. An outermost `Cors` answers most preflights itself, also those of routes inside of
    /// another `Cors`. A route without any `Cors` around it refuses in the built-in form.
    ///
    /// # What becomes of the response
    /// - Every `Access-Control-*` header is removed, `Vary` gets what the built-in form has, and
    ///   where Fetch Metadata decided, the names of that. All others stay.
    /// - A status from 400 to 499 stays. Any other becomes 403, and an event (error, target `cors`)
    ///   says so once. Caches may keep a 404, 405, 410 or 414 that does not say how long, so 403 is
    ///   the better choice.
    ///
    /// # What not to send
    /// [`Reason::code`](crate::Reason::code) tells nothing new to whoever asked. What is nearest
    /// ([`Explanation::nearest`](crate::Explanation::nearest)), the place of the policy, and the
    /// whole text of an explanation disclose configuration: send them in debug builds alone, if at
    /// all.
    ///
    /// # Panics
    /// Not here. A closure that panics does it in the place of the handler.
    #[must_use]
    #[track_caller]
    pub fn refuse_with(
        mut self,
        write: impl Fn(&Explanation) -> HttpResponse + Send + Sync + 'static,
    ) -> Self {
        self.form = Some(RefusalForm::new(write, Location::caller()));
        self
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
    type Future = MakeCors<CorsService<S>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        registration::close();
        if self.policy.is_none() && self.shadow.is_some() {
            tracing::warn!(target: "cors::shadow", "`Cors::default()` has no policy that a shadow could stand beside");
        }
        let policy = self.policy.as_ref().map(|policy| placed(policy, self.shadow.as_ref()));
        let made = self.alive.make::<S>(policy.as_ref());
        if let Some(policy) = policy.as_ref().filter(|_| made.place == Place::Route) {
            unheard::warn_around_route(policy.source());
        }
        let form = self.form.clone().map(Rc::new);
        CorsService::make(inner, policy, self.trusts_forwarded, form, made)
    }
}

/// A policy that a middleware or service is about to enforce, with its shadow if it has one. It says
/// on its own what a preflight may grant, for handlers of which nothing is known.
///
/// # Panics
/// See [`problem::require`].
fn placed(policy: &PolicyRef, shadow: Option<&PolicyRef>) -> PlacedPolicy {
    problem::require(policy);
    policy.stand_around_handlers();
    let placed = PlacedPolicy::of_service(policy);
    let Some(next) = shadow else { return placed };
    problem::require_shadow(next);
    shadow::beside(placed, policy, next)
}
