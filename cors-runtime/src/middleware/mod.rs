//! `Cors`, the middleware: answers the preflights of annotated routes before any other middleware, sets the headers on
//! whatever comes back, and has a policy for everything inside it that has none of its own.

pub(crate) mod late;
pub(crate) mod nesting;

use std::cell::OnceCell;
use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::Method;
use actix_web::http::header::ORIGIN;
use cors_rules::{Decision, OriginLookup, decide_actual};

use crate::enforce::note::{Outcome, Slot, SlotPool};
use crate::enforce::{Enforced, answer_preflight, enforce_alone};
use crate::middleware::late::Watch;
use crate::middleware::nesting::Ticket;
use crate::origins::lookup;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::reference::PolicyRef;
use crate::policy::worker::WorkerPolicy;
use crate::request::facts;
use crate::request::same_origin;
use crate::response::preflight::Answer;
use crate::route::registration;
use crate::route::table::{Owner, RouteTable};
use crate::startup;

/// The middleware for applications, scopes and resources. Make it the last `wrap`, which is the outermost.
///
/// `Cors::default()` knows the routes that are annotated with [`#[cors]`](macro@crate::cors), and nothing else. Their
/// preflights are answered before authentication, rate limits or redirects could refuse them, and the answers of those (a
/// 401, a 429, a 500, or an `Err`) carry the headers of the route that was asked for, so that a script may read them.
/// [`Cors::new`] does the same, and has a policy for everything else inside it: `Files`, `web::resource`, scopes, the default
/// service.
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
/// Exactly one: the annotated route's own, else that of the nearest `Cors::new` around. Nothing is merged.
///
/// - A request belongs to the annotated route that actix-web's router would run for its path and method. What only the
///   router can know (guards) is left to it: such a request goes inward, and the route decides there.
/// - Guards of scopes cannot be seen from here. Where two scopes have the same prefix, or two places the same pattern, they
///   are taken to be told apart by guards; a guard on a scope without such a twin is taken to let the request in.
/// - A route without annotation that is registered before an annotated one and matches the same path, by another pattern,
///   may be the one that runs. Such a preflight goes inward too.
/// - Where one `Cors::new` stands inside another, the outer one lets preflights pass, because it cannot know what the inner
///   one covers; it answers those that come back without an answer. A handler for every method inside both may then see
///   an `OPTIONS` request.
/// - `reject_unlisted` of an outer policy applies to everything inside but annotated routes.
///
/// # What this does not protect from
/// CORS tells browsers which pages may *read* a response. It keeps nobody out: programs other than browsers ignore it, and a
/// simple request (a form's POST, an image's GET) is sent and processed without asking. `reject_unlisted` refuses what a
/// browser marks as cross-origin before the handler runs, which covers these and web sockets too, but a program can send any
/// `Origin`. Neither replaces authentication.
#[derive(Clone, Debug, Default)]
pub struct Cors {
    policy: Option<PolicyRef>,
    trusts_forwarded: bool,
    ticket: Ticket,
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

    /// Whether `Forwarded` and `X-Forwarded-*` say what host and scheme the browser sees. Off unless it is set.
    ///
    /// Only `reject_unlisted` asks, to recognise a same-origin request from a browser that does not say so itself. Set it
    /// behind a proxy that changes `Host` or ends TLS, and only if that proxy overwrites these fields: where clients can
    /// send them, they can claim any host.
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
        registration::close();
        if let Some(policy) = &self.policy {
            startup::require(policy);
        }
        let shared = Rc::new(Shared {
            policy: self.policy.as_ref().map(WorkerPolicy::new),
            trusts_forwarded: self.trusts_forwarded,
            may_contain_another: self.ticket.give_back(),
            table: OnceCell::new(),
            pool: SlotPool::default(),
        });
        ready(Ok(CorsService { inner: Rc::new(inner), shared }))
    }
}

/// The service of [`Cors`].
#[derive(Debug)]
pub struct CorsService<S> {
    inner: Rc<S>,
    shared: Rc<Shared>,
}

/// What the service and the requests inside it share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) policy: Option<WorkerPolicy>,
    trusts_forwarded: bool,
    may_contain_another: bool,
    table: OnceCell<Option<Rc<RouteTable>>>,
    pub(crate) pool: SlotPool,
}

/// Where a preflight goes.
enum Course {
    Answered(Answer),
    Inside,
    /// To come back with this answer, if nobody inside has one.
    Prepared(Answer),
}

impl Shared {
    /// The annotated routes of this application; known from its first request on.
    #[inline]
    fn learn(&self, request: &ServiceRequest) -> Option<&RouteTable> {
        self.table.get_or_init(|| self.read(request)).as_deref()
    }

    #[cold]
    fn read(&self, request: &ServiceRequest) -> Option<Rc<RouteTable>> {
        let table = RouteTable::of(request.resource_map(), self.may_contain_another);
        if table.is_none() && self.policy.is_none() {
            tracing::warn!(target: "cors", "`Cors::default()` does nothing: no route is annotated");
        }
        table
    }

    pub(crate) fn owner(&self, path: &str, method: &[u8]) -> Owner {
        let table = self.table.get().and_then(Option::as_deref);
        table.map_or(Owner::Nobody, |table| table.owner(path, method))
    }

    /// The question about the request's origin, where the policy that will decide has one.
    fn ask(&self, request: &ServiceRequest) -> Option<OriginLookup> {
        let head = request.head();
        if !lookup::is_expected() || !head.headers().contains_key(ORIGIN) {
            return None;
        }
        self.learn(request);
        let facts = facts::facts(head);
        let method = if facts.is_preflight() {
            facts.requested_method.first().unwrap_or_default()
        } else {
            head.method.as_str().as_bytes()
        };
        match (self.owner(request.match_info().as_str(), method), &self.policy) {
            (Owner::Route(route), _) => WorkerPolicy::of_route(route.policy()).look_up(head),
            (Owner::Nobody | Owner::Unclear, Some(policy)) => policy.look_up(head),
            (Owner::Nobody | Owner::Unclear, None) => None,
        }
    }

    /// What becomes of a preflight; `None` of any other request.
    fn preflight(&self, request: &ServiceRequest) -> Option<Course> {
        let facts = &facts::facts(request.head());
        if !facts.is_preflight() {
            return None;
        }
        let method = facts.requested_method.first().unwrap_or_default();
        let answer = |policy, methods| answer_preflight(policy, methods, request.request(), facts);
        Some(match (self.owner(request.match_info().as_str(), method), &self.policy) {
            (Owner::Route(route), _) => {
                let answer = answer(WorkerPolicy::of_route(route.policy()), route.methods());
                answer.map_or(Course::Inside, Course::Answered)
            }
            (Owner::Nobody, Some(policy)) => match answer(policy.clone(), &[]) {
                Some(answer) if !self.may_lead_to_another(request) => Course::Answered(answer),
                Some(answer) => Course::Prepared(answer),
                None => Course::Inside,
            },
            (Owner::Nobody | Owner::Unclear, _) => Course::Inside,
        })
    }

    /// Whether another `Cors` inside may be nearer. It may stand around any scope or resource.
    fn may_lead_to_another(&self, request: &ServiceRequest) -> bool {
        let table = self.table.get().and_then(Option::as_deref);
        let path = request.match_info().as_str();
        self.may_contain_another && table.is_none_or(|table| table.leads_somewhere(path))
    }

    /// The refusal of a request that is nobody's but this policy's.
    #[inline]
    fn reject(&self, request: &ServiceRequest) -> Option<Answer> {
        let policy = self.policy.as_ref().filter(|policy| policy.rules.reject_unlisted)?;
        self.reject_unlisted(policy, request)
    }

    fn reject_unlisted(&self, policy: &PreparedPolicy, request: &ServiceRequest) -> Option<Answer> {
        let head = request.head();
        let decision = decide_actual(&policy.rules, facts::origin(head));
        let Decision::Actual(Err(refusal)) = decision else { return None };
        let method = head.method.as_str().as_bytes();
        let owner = self.owner(request.match_info().as_str(), method);
        let is_ours = !matches!(owner, Owner::Route(_))
            && !same_origin::is_same_origin_behind(request.request(), self.trusts_forwarded);
        is_ours.then_some(Answer::Rejected(refusal))
    }
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
        if lookup::is_expected()
            && let Some(asking) = self.shared.ask(&request)
        {
            return self.call_later(asking, request);
        }
        self.call_known(request)
    }
}

impl<S, B> CorsService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    #[cold]
    fn call_later(&self, asking: OriginLookup, request: ServiceRequest) -> Enforced<S::Future, B> {
        let this = CorsService { inner: Rc::clone(&self.inner), shared: Rc::clone(&self.shared) };
        Enforced::Waiting {
            future: Box::pin(async move {
                let _known = asking.await;
                this.call_known(request).await
            }),
        }
    }

    /// Whatever had to be asked for elsewhere is known.
    #[inline]
    fn call_known(&self, mut request: ServiceRequest) -> Enforced<S::Future, B> {
        let shared = &self.shared;
        let outer = Slot::of(request.request()).cloned();
        let is_alone = outer.is_none() && !shared.may_contain_another && !shared.trusts_forwarded;
        if shared.learn(&request).is_none() && is_alone {
            return self.call_alone(request);
        }
        if request.method() == Method::OPTIONS
            && let Some(course) = shared.preflight(&request)
        {
            return self.call_preflight(request, outer, course);
        }
        if let Some(answer) = shared.reject(&request) {
            return Self::answer(request, outer, answer);
        }
        let watch = self.watch(&mut request, outer);
        if watch.is_outermost() {
            watch.slot().remember(request.head());
        }
        Enforced::Watched { future: self.inner.call(request), watch }
    }

    #[inline(never)]
    fn call_preflight(
        &self,
        mut request: ServiceRequest,
        outer: Option<Rc<Slot>>,
        course: Course,
    ) -> Enforced<S::Future, B> {
        let prepared = match course {
            Course::Answered(answer) => return Self::answer(request, outer, answer),
            Course::Prepared(answer) => Some(answer),
            Course::Inside => None,
        };
        let watch = self.watch(&mut request, outer);
        if let Some(answer) = prepared {
            watch.slot().state().prepared = Some(answer.write(request.headers()));
        }
        Enforced::Watched { future: self.inner.call(request), watch }
    }

    fn answer(
        request: ServiceRequest,
        outer: Option<Rc<Slot>>,
        answer: Answer,
    ) -> Enforced<S::Future, B> {
        if let Some(slot) = outer {
            slot.write(Outcome::Answered);
        }
        Enforced::answered(request, answer)
    }

    /// Sees to it that the outcome of this request will be known here.
    fn watch(&self, request: &mut ServiceRequest, outer: Option<Rc<Slot>>) -> Watch {
        let watch = Watch::new(Rc::clone(&self.shared), request, outer);
        watch.slot().pass(self.shared.policy.is_some(), self.shared.trusts_forwarded);
        watch
    }

    /// Nobody else decides anything in this application.
    #[inline]
    fn call_alone(&self, request: ServiceRequest) -> Enforced<S::Future, B> {
        match &self.shared.policy {
            Some(policy) => enforce_alone(&*self.inner, policy, request),
            None => Enforced::Untouched { future: self.inner.call(request) },
        }
    }
}
