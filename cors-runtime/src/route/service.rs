//! The resource of an annotated route: guarded, registered, and enforced by its outermost wrap. It
//! answers the preflights of its handler where no [`Cors`](crate::Cors) further out has done so.

use std::cell::OnceCell;
use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::body::EitherBody;
use actix_web::body::MessageBody;
use actix_web::dev::{
    AppService, HttpServiceFactory as _, Service, ServiceFactory, ServiceRequest, ServiceResponse,
    Transform, forward_ready,
};
use actix_web::http::Method;
use actix_web::{Error, HttpRequest, Resource};
use cors_rules::{Decision, OriginAnswer, OriginLookup, Refusal, decide_answered};

use crate::enforce::decide::{self, Verdict};
use crate::enforce::future::Enforced;
use crate::enforce::note::{Note, Outcome};
use crate::origins::lookup::{self, Boxed};
use crate::policy::worker::WorkerPolicy;
use crate::reason::event;
use crate::request::facts;
use crate::request::lookup_request::LookupRequest;
use crate::response::answer::Answer;
use crate::route::declaration::AnnotatedRoute;
use crate::route::registered::RegisteredRoute;
use crate::route::table::Routes;
use crate::route::{problem, refused_methods, registration};

/// The resource of an annotated handler, with the name of the handler. The guard comes first,
/// because it is the cheapest.
#[must_use]
pub fn resource(route: &'static AnnotatedRoute) -> Resource {
    Resource::new(route.path()).name(route.source().name).guard(route.guard())
}

/// Registers the resource. The enforcement is its outermost wrap, so that what the user's own wraps
/// refuse carries the policy's headers too.
pub fn register<S, B>(
    route: &'static AnnotatedRoute,
    resource: Resource<S>,
    service: &mut AppService,
) where
    S: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    problem::require(&route.policy().into());
    if let Some(shadow) = route.policy().shadow() {
        problem::require_shadow(&shadow.into());
    }
    resource.wrap(EnforceRoute { route: registration::registered(route) }).register(service);
    registration::add(route, service);
}

/// The outermost wrap of an annotated route's resource.
#[derive(Debug)]
struct EnforceRoute {
    route: Rc<RegisteredRoute>,
}

impl<S, B> Transform<S, ServiceRequest> for EnforceRoute
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = RouteService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, Self::InitError>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        registration::close();
        let route = Rc::clone(&self.route);
        ready(Ok(RouteService { inner: Rc::new(inner), route, others_before: OnceCell::new() }))
    }
}

/// The service of an annotated route.
#[derive(Debug)]
struct RouteService<S> {
    inner: Rc<S>,
    route: Rc<RegisteredRoute>,
    /// The routes of the application, and whether a handler without a policy may be tried before
    /// this one; known from its first preflight on.
    others_before: OnceCell<(Rc<Routes>, bool)>,
}

impl<S, B> Service<ServiceRequest> for RouteService<S>
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
        // The request keeps this version to its end.
        let versions = Note::versions(request.request());
        let policy = self.route.policy().at(&versions);
        if !lookup::is_expected() {
            return self.call_now(policy, request, &OriginAnswer::REFUSED);
        }
        match look_up(policy, request.request()) {
            Some(OriginLookup::Pending(lookup)) => self.call_later(lookup, policy.clone(), request),
            Some(OriginLookup::Known(answer)) => self.call_now(policy, request, &answer),
            Some(OriginLookup::Unknown) | None => {
                self.call_now(policy, request, &OriginAnswer::REFUSED)
            }
        }
    }
}

impl<S, B> RouteService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    #[cold]
    fn call_later(
        &self,
        lookup: Boxed<OriginAnswer>,
        policy: WorkerPolicy,
        request: ServiceRequest,
    ) -> Enforced<S::Future, B> {
        let others_before = self.others_before.clone();
        let (inner, route) = (Rc::clone(&self.inner), Rc::clone(&self.route));
        let this = RouteService { inner, route, others_before };
        Enforced::Waiting {
            future: Box::pin(async move {
                let answer = lookup.await;
                this.call_now(&policy, request, &answer).await
            }),
        }
    }

    /// Decides. Where a [`Cors`](crate::Cors) further out has left a note, that one sets the
    /// headers.
    #[inline]
    fn call_now(
        &self,
        policy: &WorkerPolicy,
        request: ServiceRequest,
        answer: &OriginAnswer,
    ) -> Enforced<S::Future, B> {
        let verdict = self.judge(policy, request.request(), answer);
        let note = Note::of(request.request());
        match verdict {
            Verdict::Answer(answer) => {
                if let Some(note) = note {
                    note.write(Outcome::Answered);
                }
                let form = note.and_then(|note| note.form());
                Enforced::answered(request, answer, form)
            }
            Verdict::Pass(effect) => {
                let policy = policy.clone();
                if let Some(note) = note {
                    note.settle();
                    note.write(Outcome::Decided(policy, effect));
                    return Enforced::Untouched { future: self.inner.call(request) };
                }
                Enforced::Running { future: self.inner.call(request), policy, effect }
            }
        }
    }

    #[inline]
    fn judge(
        &self,
        policy: &WorkerPolicy,
        request: &HttpRequest,
        answer: &OriginAnswer,
    ) -> Verdict {
        if request.head().method == Method::OPTIONS
            && let Some(answer) = self.answer_preflight(policy, request, answer)
        {
            return Verdict::Answer(answer);
        }
        decide::actual(policy, request, answer)
    }

    /// What the route answers to a preflight; nothing to any other request.
    fn answer_preflight(
        &self,
        policy: &WorkerPolicy,
        request: &HttpRequest,
        answer: &OriginAnswer,
    ) -> Option<Answer> {
        let facts = facts::facts(request.head());
        let methods = self.route.methods();
        let mut decision = decide_answered(&policy.rules, methods, &facts, answer.allowed);
        let Decision::Preflight(decided) = &mut decision else { return None };
        if decided.is_ok() {
            let method = facts.requested_method.first().unwrap_or_default();
            if !self.route.declaration().serves(method) {
                *decided = Err(Refusal::MethodNotServed);
            } else if self.may_be_anothers(request, method) {
                *decided = Err(Refusal::ServedWithoutPolicy);
            }
        }
        let decided = *decided;
        let trusts = || Note::trusts_forwarded(request);
        event::decided(policy, methods, request, &decision, answer.key.as_deref(), trusts);
        Some(Answer::preflight(policy.clone(), methods, answer.key.clone(), decided))
    }

    /// Whether the router would lead the announced request to a handler without a policy that it
    /// tried before.
    #[inline]
    fn may_be_anothers(&self, request: &HttpRequest, method: &[u8]) -> bool {
        let (_, others_before) = self.others_before.get_or_init(|| {
            let routes = Routes::of(request);
            let others_before = routes.may_have_others_before(&self.route);
            (routes, others_before)
        });
        *others_before && refused_methods::may_contain(request, method)
    }
}

/// Here everything of the request is known.
#[cold]
fn look_up(policy: &WorkerPolicy, request: &HttpRequest) -> Option<OriginLookup> {
    let trusts = Note::trusts_forwarded_host(request, false);
    policy.look_up(&LookupRequest::here(request, trusts))
}
