//! The future of a service that one policy is enforced around: it puts the policy's headers on what
//! comes back, be it a response or an error, or answers in the service's place.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::body::EitherBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpRequest};
use pin_project_lite::pin_project;

use crate::enforce::failed;
use crate::origins::lookup::Boxed;
use crate::policy::worker::WorkerPolicy;
use crate::response::actual::Effect;
use crate::response::answer::Answer;
use crate::response::refusal_form::RefusalForm;

pin_project! {
    /// It lives where its caller puts it, without a box.
    #[project = EnforcedProjection]
    pub enum Enforced<F, B> {
        /// The inner service runs.
        Running {
            #[pin]
            future: F,
            policy: WorkerPolicy,
            effect: Effect,
        },
        /// Nothing happens to the response here.
        Untouched {
            #[pin]
            future: F,
        },
        /// The origin is looked up elsewhere before the policy decides.
        Waiting {
            future: Boxed<Result<ServiceResponse<EitherBody<B>>, Error>>,
        },
        /// The policy answers.
        Answered {
            request: Option<HttpRequest>,
            answer: Answer,
            form: Option<Rc<RefusalForm>>,
        },
    }
}

impl<F, B> Enforced<F, B> {
    /// `form`: that of refusals here, if it is not the built-in one.
    pub(crate) fn answered(
        request: ServiceRequest,
        answer: Answer,
        form: Option<Rc<RefusalForm>>,
    ) -> Self {
        let (request, _) = request.into_parts();
        Enforced::Answered { request: Some(request), answer, form }
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
            EnforcedProjection::Untouched { future } => future.poll(context).map_ok(wrapped),
            EnforcedProjection::Waiting { future } => future.as_mut().poll(context),
            EnforcedProjection::Answered { request, answer, form } => {
                let request = request.take().expect("a future is not polled after it is done");
                let (response, body) = answer.write(&request, form.as_deref()).into_parts();
                let response = response.set_body(EitherBody::right(body));
                Poll::Ready(Ok(ServiceResponse::new(request, response)))
            }
        }
    }
}

/// The same as `map_into_left_body`, which lends the head of the response out in between and so has
/// to copy everything twice.
pub(crate) fn wrapped<B>(response: ServiceResponse<B>) -> ServiceResponse<EitherBody<B>> {
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    ServiceResponse::new(request, response.set_body(EitherBody::left(body)))
}

/// Sets the headers where the response is; copying it would cost more than they do. An error
/// becomes a response further out, where actix-web or another middleware turns it into one.
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
    failed::map_response(error, move |mut response| {
        effect.apply(&policy, response.headers_mut());
        response
    });
}
