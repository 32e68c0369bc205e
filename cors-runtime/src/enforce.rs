//! Enforcing one policy around a service: decides each request, answers preflights, and puts the policy's headers on what
//! comes back, be it a response or an error. Which policy that is, the caller says: an annotated route or [`crate::Cors`].

use std::future::{Ready, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::header::ORIGIN;
use actix_web::{Error, HttpRequest, HttpResponse};
use cors_rules::{Decision, Request as Facts, decide};
use pin_project_lite::pin_project;

use crate::apply::Effect;
use crate::asking::{self, Boxed};
use crate::policy_ref::PolicyRef;
use crate::route::AnnotatedRoute;
use crate::slot::{Outcome, Slot};
use crate::{Policy, event, facts, preflight, presence, registration, same_origin};

/// The outermost wrap of an annotated route's resource.
#[derive(Clone, Copy, Debug)]
pub struct Enforce {
    route: &'static AnnotatedRoute,
}

impl Enforce {
    /// Generated code names it as the last `wrap` of the route.
    #[must_use]
    pub const fn new(route: &'static AnnotatedRoute) -> Self {
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
        ready(Ok(EnforceService {
            inner: Rc::new(inner),
            route: self.route,
            may_be_inside: presence::is_anywhere(),
        }))
    }
}

/// The service of [`Enforce`].
#[derive(Debug)]
pub struct EnforceService<S> {
    inner: Rc<S>,
    route: &'static AnnotatedRoute,
    /// There is a [`crate::Cors`] in the process.
    may_be_inside: bool,
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
        let slot = if self.may_be_inside { Slot::of(request.request()).cloned() } else { None };
        let route = self.route;
        let Some(asking) = asking::ask(route.policy(), request.head()) else {
            let policy = route.policy().into();
            return enforce(&*self.inner, policy, route.methods(), slot.as_deref(), request);
        };
        let inner = Rc::clone(&self.inner);
        Enforced::Asking {
            future: Box::pin(async move {
                let _known = asking.await;
                let policy = route.policy().into();
                enforce(&*inner, policy, route.methods(), slot.as_deref(), request).await
            }),
        }
    }
}

/// Decides a request by a policy, and runs the inner service where the policy lets it. Where a [`crate::Cors`] further out
/// has laid a slot, it waits for the outcome and sets the headers itself.
pub(crate) fn enforce<S, B>(
    inner: &S,
    policy: PolicyRef,
    route_methods: &[&str],
    slot: Option<&Slot>,
    request: ServiceRequest,
) -> Enforced<S::Future, B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    let head = request.head();
    let decision = decide(&policy.rules, route_methods, &facts::facts(head));
    event::decided(&policy, route_methods, request.request(), &decision);
    match decision {
        Decision::Preflight(decided) => {
            if let Some(slot) = slot {
                slot.write(Outcome::Answered);
            }
            let answer = preflight::answer(&policy, head.headers(), decided);
            Enforced::answered(request, answer)
        }
        Decision::Actual(Err(refusal))
            if policy.rules.reject_unlisted && !same_origin::is_same_origin(request.request()) =>
        {
            if let Some(slot) = slot {
                slot.write(Outcome::Answered);
            }
            Enforced::answered(request, preflight::rejected(refusal))
        }
        Decision::Actual(_) | Decision::NotCors { .. } => {
            let effect = Effect::new(&decision, || head.headers().get(ORIGIN));
            if let Some(slot) = slot {
                slot.write(Outcome::Decided(policy, effect));
                return Enforced::Untouched { future: inner.call(request) };
            }
            Enforced::Running { future: inner.call(request), policy, effect }
        }
    }
}

/// What a policy answers to a preflight; `None` to any other request.
pub(crate) fn answer_preflight<'r>(
    policy: &Policy,
    route_methods: &[&str],
    request: &'r HttpRequest,
    facts: &Facts<'r, impl Iterator<Item = &'r [u8]> + Clone>,
) -> Option<HttpResponse> {
    let decision = decide(&policy.rules, route_methods, facts);
    let Decision::Preflight(decided) = decision else { return None };
    event::decided(policy, route_methods, request, &decision);
    Some(preflight::answer(policy, request.headers(), decided))
}

pin_project! {
    /// The future of an enforced service; it lives where its caller puts it, without a box.
    #[project = EnforcedProjection]
    pub enum Enforced<F, B> {
        /// The inner service runs.
        Running {
            #[pin]
            future: F,
            policy: PolicyRef,
            effect: Effect,
        },
        /// No policy decides.
        Untouched {
            #[pin]
            future: F,
        },
        /// The origin is asked for elsewhere before the policy decides.
        Asking {
            future: Boxed<Result<ServiceResponse<EitherBody<B>>, Error>>,
        },
        /// The policy has answered.
        Answered {
            response: Option<ServiceResponse<EitherBody<B>>>,
        },
    }
}

impl<F, B> Enforced<F, B> {
    pub(crate) fn answered(request: ServiceRequest, answer: HttpResponse) -> Self {
        Enforced::Answered { response: Some(request.into_response(answer).map_into_right_body()) }
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
                let done = ready!(future.poll(context));
                Poll::Ready(match done {
                    Ok(mut response) => {
                        effect.apply(policy, response.headers_mut());
                        Ok(response.map_into_left_body())
                    }
                    Err(error) => Err(with_headers(error, policy, effect)),
                })
            }
            EnforcedProjection::Untouched { future } => {
                Poll::Ready(ready!(future.poll(context)).map(ServiceResponse::map_into_left_body))
            }
            EnforcedProjection::Asking { future } => future.as_mut().poll(context),
            EnforcedProjection::Answered { response } => {
                Poll::Ready(Ok(response.take().expect("a future is not polled after it is done")))
            }
        }
    }
}

/// An error becomes a response further out, where actix-web or another middleware turns it into one.
pub(crate) fn with_headers(mut error: Error, policy: &PolicyRef, effect: &Effect) -> Error {
    let (policy, effect) = (policy.clone(), effect.clone());
    error.add_response_mapper(move |mut response| {
        effect.apply(&policy, response.headers_mut());
        response
    });
    error
}
