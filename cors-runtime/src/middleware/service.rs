//! The service of a [`Cors`](crate::Cors): which requests it answers, which it lets inside, and who
//! puts the headers on what comes back.

use std::rc::Rc;

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, forward_ready};
use actix_web::http::Method;

use crate::enforce::answers::Answers;
use crate::enforce::decide::{self, Verdict};
use crate::enforce::future::Enforced;
use crate::enforce::note::{Note, Outcome};
use crate::middleware::early::{self, PreflightStep};
use crate::middleware::future::{CorsFuture, MakeCors};
use crate::middleware::look_up::Lookups;
use crate::middleware::nesting::Made;
use crate::middleware::request_inside::RequestInside;
use crate::middleware::shared::Shared;
use crate::origins::lookup;
use crate::policy::placed::PlacedPolicy;
use crate::response::answer::Answer;
use crate::response::refusal_form::RefusalForm;
#[cfg(feature = "audit")]
use crate::route::recording;
use crate::startup::inspection;

/// The service of [`Cors`].
#[derive(Debug)]
pub struct CorsService<S> {
    inner: Rc<S>,
    shared: Rc<Shared>,
}

impl<S, B> Service<ServiceRequest> for CorsService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = CorsFuture<S::Future, B>;

    forward_ready!(inner);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        // The request keeps these versions to its end.
        let versions = Note::versions(request.request());
        let mut answers = Answers::of_versions(versions);
        if lookup::is_expected() {
            let lookups = self.shared.look_up(&request, answers.versions().clone());
            if !lookups.pending.is_empty() {
                return self.call_later(lookups, request);
            }
            answers = lookups.answers;
        }
        if inspection::is_expected() && self.inspect(&request) {
            return CorsFuture::from(Enforced::answered(request, Answer::Inspected, None));
        }
        self.call_now(request, answers)
    }
}

impl<S> CorsService<S> {
    pub(super) fn make(
        inner: S,
        policy: Option<PlacedPolicy>,
        trusts_forwarded: bool,
        form: Option<Rc<RefusalForm>>,
        made: Made,
    ) -> MakeCors<CorsService<S>> {
        let (shared, readiness) = Shared::new(policy, trusts_forwarded, form, made);
        MakeCors::new(CorsService { inner: Rc::new(inner), shared }, readiness)
    }
}

impl<S, B> CorsService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    /// Whether the request is that of an inspection, which then has what it wants.
    #[cold]
    fn inspect(&self, request: &ServiceRequest) -> bool {
        let inspection = inspection::of(request);
        if let (Some(inspection), Some(routes)) = (&inspection, self.shared.routes(request)) {
            inspection.look_at(routes);
        }
        #[cfg(feature = "audit")]
        if inspection.is_some() {
            recording::add_request(request.request());
        }
        inspection.is_some()
    }

    #[cold]
    fn call_later(&self, lookups: Lookups, request: ServiceRequest) -> CorsFuture<S::Future, B> {
        let this = CorsService { inner: Rc::clone(&self.inner), shared: Rc::clone(&self.shared) };
        let future = Box::pin(async move {
            let Lookups { mut answers, pending } = lookups;
            for (place, lookup) in pending {
                answers.set(place, lookup.await);
            }
            this.call_now(request, answers).await
        });
        CorsFuture::from(Enforced::Waiting { future })
    }

    /// Whatever has to be looked up elsewhere is known, as far as it can be.
    #[inline]
    fn call_now(&self, mut request: ServiceRequest, answers: Answers) -> CorsFuture<S::Future, B> {
        let shared = &self.shared;
        let outer = Note::of(request.request()).cloned();
        if shared.routes(&request).is_none() && outer.is_none() && shared.is_alone() {
            return self.call_alone(request, &answers);
        }
        if outer.as_ref().is_some_and(|note| note.is_settled()) {
            return self.call_settled(request, outer, &answers);
        }
        if request.method() == Method::OPTIONS
            && let Some(step) = shared.preflight(&request, &answers)
        {
            shared.watch.end();
            return self.call_preflight(request, outer, step, answers);
        }
        if shared.watch.is_on() {
            shared.look_for_guards(request.request());
        }
        if let Some(answer) = shared.reject(&request, &answers) {
            return self.answer(request, outer, answer);
        }
        let inside = RequestInside::new(Rc::clone(shared), &mut request, outer, answers);
        inside.keep(&request);
        CorsFuture::Inside { future: self.inner.call(request), inside }
    }

    /// The policy of the handler decides, which stands around this. A refusal counts all the same.
    #[cold]
    fn call_settled(
        &self,
        request: ServiceRequest,
        outer: Option<Rc<Note>>,
        answers: &Answers,
    ) -> CorsFuture<S::Future, B> {
        match self.shared.reject(&request, answers) {
            Some(answer) => self.answer(request, outer, answer),
            None => CorsFuture::from(Enforced::Untouched { future: self.inner.call(request) }),
        }
    }

    #[inline(never)]
    fn call_preflight(
        &self,
        mut request: ServiceRequest,
        outer: Option<Rc<Note>>,
        step: PreflightStep,
        answers: Answers,
    ) -> CorsFuture<S::Future, B> {
        let prepared = match step {
            PreflightStep::Answered(answer) => return self.answer(request, outer, answer),
            // The table of an outer one has this as a candidate, whose answer would be this no.
            PreflightStep::LeftToOuter(answer) if self.shared.registered.is_some() => {
                return self.answer(request, outer, answer);
            }
            PreflightStep::LeftToOuter(answer) => {
                return self.leave_to_outer(request, outer, answer);
            }
            PreflightStep::Prepared(answer) => Some(answer),
            PreflightStep::Inside => None,
        };
        let mut inside = RequestInside::new(Rc::clone(&self.shared), &mut request, outer, answers);
        inside.keep_anothers(&request);
        if let Some(answer) = prepared {
            inside.note().state().prepared = Some(answer.write(request.request(), None));
        }
        CorsFuture::Inside { future: self.inner.call(request), inside }
    }

    fn answer(
        &self,
        request: ServiceRequest,
        outer: Option<Rc<Note>>,
        answer: Answer,
    ) -> CorsFuture<S::Future, B> {
        let form = self.shared.form_in(outer.as_deref());
        if let Some(note) = outer {
            note.write(Outcome::Answered);
        }
        CorsFuture::from(Enforced::answered(request, answer, form))
    }

    /// Refuses, unless an outer policy has an answer. The outer ones are told by the status of the
    /// built-in form, which an application's own need not have; that comes at the end.
    #[cold]
    fn leave_to_outer(
        &self,
        request: ServiceRequest,
        outer: Option<Rc<Note>>,
        answer: Answer,
    ) -> CorsFuture<S::Future, B> {
        let mut form = self.shared.form_in(outer.as_deref());
        if let Some(note) = outer
            && let Some(form) = form.take()
        {
            note.state().left = Some((answer.clone(), form));
        }
        CorsFuture::from(Enforced::answered(request, answer, form))
    }

    /// Nobody else decides anything in this application.
    #[inline]
    fn call_alone(&self, request: ServiceRequest, answers: &Answers) -> CorsFuture<S::Future, B> {
        let Some(policy) = self.shared.policy_for(answers) else {
            return CorsFuture::from(Enforced::Untouched { future: self.inner.call(request) });
        };
        if request.method() == Method::OPTIONS
            && let Some(answer) = early::answer_alone(policy, request.request(), answers)
        {
            return self.answer(request, None, answer);
        }
        CorsFuture::from(match decide::actual(policy, request.request(), answers.here(policy)) {
            Verdict::Answer(answer) => return self.answer(request, None, answer),
            Verdict::Pass(effect) => {
                let policy = policy.clone();
                Enforced::Running { future: self.inner.call(request), policy, effect }
            }
        })
    }
}
