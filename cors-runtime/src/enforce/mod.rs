//! Enforcing one policy around a service: decides each request, answers preflights, and puts the policy's headers on what
//! comes back, be it a response or an error. Which policy that is, the caller says: an annotated route or [`crate::Cors`].

pub(crate) mod note;
pub(crate) mod request_facts;

use std::future::{Ready, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::Method;
use actix_web::http::header::ORIGIN;
use actix_web::{Error, HttpRequest};
use cors_rules::{Decision, OriginLookup, Request as Facts, decide, decide_actual};
use pin_project_lite::pin_project;

use crate::enforce::note::{Outcome, Slot};
use crate::middleware::late::{self, Watch};
use crate::origins::lookup::{self, Boxed};
use crate::policy::prepared::PreparedPolicy;
use crate::policy::worker::WorkerPolicy;
use crate::reason::event;
use crate::request::facts;
use crate::request::same_origin;
use crate::response::actual::Effect;
use crate::response::preflight::Answer;
use crate::route::declaration::AnnotatedRoute;
use crate::route::registration;

/// The outermost wrap of an annotated route's resource.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Enforce {
    route: &'static AnnotatedRoute,
}

impl Enforce {
    /// The last wrap of a route's resource.
    pub(crate) const fn new(route: &'static AnnotatedRoute) -> Self {
        Enforce { route }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Enforce
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = EnforceService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, Self::InitError>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        registration::close();
        let policy = WorkerPolicy::of_route(self.route.policy());
        ready(Ok(EnforceService { inner: Rc::new(inner), route: self.route, policy }))
    }
}

/// The service of [`Enforce`].
#[derive(Debug)]
pub(crate) struct EnforceService<S> {
    inner: Rc<S>,
    route: &'static AnnotatedRoute,
    policy: WorkerPolicy,
}

impl<S, B> Service<ServiceRequest> for EnforceService<S>
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
            && let Some(asking) = self.policy.look_up(request.head())
        {
            return self.call_later(asking, request);
        }
        enforce_route(&*self.inner, self.route, &self.policy, request)
    }
}

impl<S, B> EnforceService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    #[cold]
    fn call_later(&self, asking: OriginLookup, request: ServiceRequest) -> Enforced<S::Future, B> {
        let (inner, route, policy) = (Rc::clone(&self.inner), self.route, self.policy.clone());
        Enforced::Waiting {
            future: Box::pin(async move {
                let _known = asking.await;
                enforce_route(&*inner, route, &policy, request).await
            }),
        }
    }
}

/// What becomes of a request.
enum Verdict {
    /// It goes on, and this happens to its response.
    Pass(Effect),
    /// It is answered here.
    Answer(Answer),
}

/// Decides a request by a policy.
#[inline]
fn judge(policy: &WorkerPolicy, route_methods: &[&str], request: &HttpRequest) -> Verdict {
    if request.head().method == Method::OPTIONS {
        judge_options(policy, route_methods, request)
    } else {
        judge_actual(policy, request)
    }
}

fn judge_options(policy: &WorkerPolicy, methods: &[&str], request: &HttpRequest) -> Verdict {
    let facts = facts::facts(request.head());
    match answer_preflight(policy.clone(), methods, request, &facts) {
        Some(answer) => Verdict::Answer(answer),
        None => judge_actual(policy, request),
    }
}

/// Decides a request that is no preflight.
fn judge_actual(policy: &PreparedPolicy, request: &HttpRequest) -> Verdict {
    let head = request.head();
    let decision = decide_actual(&policy.rules, facts::origin(head));
    event::decided(policy, &[], request, &decision);
    match decision {
        Decision::Actual(Err(refusal))
            if policy.rules.reject_unlisted && !same_origin::is_same_origin(request) =>
        {
            Verdict::Answer(Answer::Rejected(refusal))
        }
        decision => Verdict::Pass(Effect::new(&decision, || head.headers().get(ORIGIN))),
    }
}

/// Decides by the policy of a route. Where a [`crate::Cors`] further out has laid a slot, it waits for the outcome and sets
/// the headers itself.
#[inline]
fn enforce_route<S, B>(
    inner: &S,
    route: &'static AnnotatedRoute,
    policy: &WorkerPolicy,
    request: ServiceRequest,
) -> Enforced<S::Future, B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    let verdict = judge(policy, route.methods(), request.request());
    let slot = Slot::of(request.request());
    match verdict {
        Verdict::Answer(answer) => {
            if let Some(slot) = slot {
                slot.write(Outcome::Answered);
            }
            Enforced::answered(request, answer)
        }
        Verdict::Pass(effect) => {
            if let Some(slot) = slot {
                slot.write(Outcome::Decided(policy.clone(), effect));
                return Enforced::Untouched { future: inner.call(request) };
            }
            Enforced::Running { future: inner.call(request), policy: policy.clone(), effect }
        }
    }
}

/// Decides by the policy of a [`crate::Cors`] where nobody else decides.
#[inline]
pub(crate) fn enforce_alone<S, B>(
    inner: &S,
    policy: &WorkerPolicy,
    request: ServiceRequest,
) -> Enforced<S::Future, B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    match judge(policy, &[], request.request()) {
        Verdict::Answer(answer) => Enforced::answered(request, answer),
        Verdict::Pass(effect) => {
            Enforced::Running { future: inner.call(request), policy: policy.clone(), effect }
        }
    }
}

/// What a policy answers to a preflight; `None` to any other request.
#[inline]
pub(crate) fn answer_preflight<'r>(
    policy: WorkerPolicy,
    route_methods: &[&str],
    request: &'r HttpRequest,
    facts: &Facts<'r, impl Iterator<Item = &'r [u8]> + Clone>,
) -> Option<Answer> {
    let decision = decide(&policy.rules, route_methods, facts);
    let Decision::Preflight(decided) = decision else { return None };
    event::decided(&policy, route_methods, request, &decision);
    Some(Answer::Preflight(policy, decided))
}

pin_project! {
    /// The future of a service that is enforced or watched; it lives where its caller puts it, without a box.
    #[project = EnforcedProjection]
    pub enum Enforced<F, B> {
        /// The inner service runs.
        Running {
            #[pin]
            future: F,
            policy: WorkerPolicy,
            effect: Effect,
        },
        /// Others inside may decide.
        Watched {
            #[pin]
            future: F,
            watch: Watch,
        },
        /// No policy decides.
        Untouched {
            #[pin]
            future: F,
        },
        /// The origin is asked for elsewhere before the policy decides.
        Waiting {
            future: Boxed<Result<ServiceResponse<EitherBody<B>>, Error>>,
        },
        /// The policy answers.
        Answered {
            request: Option<HttpRequest>,
            answer: Answer,
        },
    }
}

impl<F, B> Enforced<F, B> {
    pub(crate) fn answered(request: ServiceRequest, answer: Answer) -> Self {
        let (request, _) = request.into_parts();
        Enforced::Answered { request: Some(request), answer }
    }
}

impl<F, B> Future for Enforced<F, B>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            EnforcedProjection::Running { future, policy, effect } => {
                let mut done = future.poll(context);
                if let Poll::Ready(result) = &mut done {
                    set_headers(result, policy, effect);
                }
                done.map_ok(wrapped)
            }
            EnforcedProjection::Watched { future, watch } => {
                let mut done = future.poll(context);
                if let Poll::Ready(result) = &mut done
                    && let Some(answer) = watch.finish(result)
                {
                    return done.map(|result| late::replaced(result, answer));
                }
                done.map_ok(wrapped)
            }
            EnforcedProjection::Untouched { future } => future.poll(context).map_ok(wrapped),
            EnforcedProjection::Waiting { future } => future.as_mut().poll(context),
            EnforcedProjection::Answered { request, answer } => {
                let request = request.take().expect("a future is not polled after it is done");
                let (response, body) = answer.write(request.headers()).into_parts();
                let response = response.set_body(EitherBody::right(body));
                Poll::Ready(Ok(ServiceResponse::new(request, response)))
            }
        }
    }
}

/// The same as `map_into_left_body`, which lends the head of the response out in between and so has to copy everything twice.
fn wrapped<B>(response: ServiceResponse<B>) -> ServiceResponse<EitherBody<B>> {
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    ServiceResponse::new(request, response.set_body(EitherBody::left(body)))
}

/// Sets the headers where the response is; copying it would cost more than they do. An error becomes a response further out,
/// where actix-web or another middleware turns it into one.
pub(crate) fn set_headers<B>(
    result: &mut Result<ServiceResponse<B>, Error>,
    policy: &WorkerPolicy,
    effect: &Effect,
) {
    match result {
        Ok(response) => effect.apply(policy, response.headers_mut()),
        Err(error) => set_headers_of_error(error, policy, effect),
    }
}

#[cold]
fn set_headers_of_error(error: &mut Error, policy: &WorkerPolicy, effect: &Effect) {
    let (policy, effect) = (policy.clone(), effect.clone());
    error.add_response_mapper(move |mut response| {
        effect.apply(&policy, response.headers_mut());
        response
    });
}
