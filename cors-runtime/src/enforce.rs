//! Enforcing one policy around a service: decides each request, answers preflights, and puts the policy's headers on what
//! comes back, be it a response or an error. Which policy that is, the caller says: an annotated route or [`crate::Cors`].

use std::future::{Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::{Error, HttpResponse};
use cors_rules::{Decision, decide};
use pin_project_lite::pin_project;

use crate::apply::Effect;
use crate::policy_ref::PolicyRef;
use crate::route::AnnotatedRoute;
use crate::{event, facts, preflight, same_origin};

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
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = EnforceService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, Self::InitError>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(EnforceService { inner, route: self.route }))
    }
}

/// The service of [`Enforce`].
#[derive(Debug)]
pub struct EnforceService<S> {
    inner: S,
    route: &'static AnnotatedRoute,
}

impl<S, B> Service<ServiceRequest> for EnforceService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Enforced<S::Future, B>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        enforce(&self.inner, self.route.policy().into(), self.route.methods(), request)
    }
}

/// Decides a request by a policy, and runs the inner service where the policy lets it.
pub(crate) fn enforce<S, B>(
    inner: &S,
    policy: PolicyRef,
    route_methods: &[&str],
    request: ServiceRequest,
) -> Enforced<S::Future, B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    let head = request.head();
    let decision = decide(&policy.rules, route_methods, &facts::facts(head));
    event::decided(&policy, route_methods, &request, &decision);
    match decision {
        Decision::Preflight(decided) => {
            let answer = preflight::answer(&policy, head.headers(), decided);
            Enforced::answered(request, answer)
        }
        Decision::Actual(Err(refusal))
            if policy.rules.reject_unlisted && !same_origin::is_same_origin(request.request()) =>
        {
            Enforced::answered(request, preflight::rejected(refusal))
        }
        Decision::Actual(_) | Decision::NotCors { .. } => {
            let effect = Effect::new(&decision, head.headers());
            Enforced::Running { future: inner.call(request), policy, effect }
        }
    }
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
        /// The policy has answered.
        Answered {
            response: Option<ServiceResponse<EitherBody<B>>>,
        },
    }
}

impl<F, B> Enforced<F, B> {
    fn answered(request: ServiceRequest, answer: HttpResponse) -> Self {
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
            EnforcedProjection::Answered { response } => {
                Poll::Ready(Ok(response.take().expect("a future is not polled after it is done")))
            }
        }
    }
}

/// An error becomes a response further out, where actix-web or another middleware turns it into one.
fn with_headers(mut error: Error, policy: &PolicyRef, effect: &Effect) -> Error {
    let (policy, effect) = (policy.clone(), effect.clone());
    error.add_response_mapper(move |mut response| {
        effect.apply(&policy, response.headers_mut());
        response
    });
    error
}
