//! A request that a [`Cors`](crate::Cors) has let inside, and what is done to what comes back: nothing
//! where an inner `Cors` did it; else the headers of the policy that decided; else, where nobody got
//! to decide, those of whoever made the response ([`crate::middleware::maker`]), or the answer to a
//! preflight that came back without one ([`crate::middleware::late`]).

use std::cell::Cell;
use std::rc::Rc;

use actix_web::body::EitherBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::{Error, HttpResponse};

use crate::enforce::answers::Answers;
use crate::enforce::failed;
use crate::enforce::future::set_headers;
use crate::enforce::note::{LaidNote, Note, Outcome, State};
use crate::middleware::nesting::{Place, Registered};
use crate::middleware::shared::Shared;
use crate::reason::event;
use crate::response::answer::Answer;
use crate::response::refusal_form::RefusalForm;

/// What is kept while a request is inside.
#[derive(Debug)]
pub(crate) struct RequestInside {
    shared: Rc<Shared>,
    /// Where the note is; nowhere once this is dropped.
    place: Option<NotePlace>,
    /// What was looked up for the policies that may decide.
    answers: Answers,
    /// A preflight announces a request that the router leads elsewhere, as far as it was asked on
    /// the way here.
    is_anothers: bool,
    /// See [`Shared::knows_scopes`].
    knows_scopes: bool,
    /// See [`Shared::form_in`].
    form: Option<Rc<RefusalForm>>,
}

/// What takes the place of what came back.
enum Instead {
    /// A grant that was written while the request was there.
    Prepared(HttpResponse),
    /// An answer, with the form of it where it is a refusal.
    Answer(Answer, Option<Rc<RefusalForm>>),
}

#[derive(Debug)]
enum NotePlace {
    /// This is the outermost `Cors`, which sets the headers.
    Outermost(LaidNote),
    /// Another one around has laid the note.
    Inside(Rc<Note>),
}

impl Drop for RequestInside {
    fn drop(&mut self) {
        if let Some(NotePlace::Outermost(laid)) = self.place.take() {
            self.shared.pool.take_back(laid);
        }
    }
}

impl RequestInside {
    /// A request on its way inward, which gets a note where it has none.
    #[inline]
    pub(super) fn new(
        shared: Rc<Shared>,
        request: &mut ServiceRequest,
        outer: Option<Rc<Note>>,
        answers: Answers,
    ) -> Self {
        let knows_scopes = shared.knows_scopes(outer.as_ref());
        let form = shared.form_in(outer.as_deref());
        let place = match outer {
            Some(note) => NotePlace::Inside(note),
            None => NotePlace::Outermost(shared.pool.lay(request, answers.versions().clone())),
        };
        let (has_policy, trusts_forwarded) = (shared.policy.is_some(), shared.trusts_forwarded);
        let place = Some(place);
        let inside =
            RequestInside { shared, place, answers, is_anothers: false, knows_scopes, form };
        if inside.is_outermost() {
            inside.note().begin(trusts_forwarded);
        }
        inside.note().pass(has_policy, trusts_forwarded);
        if let Some(form) = &inside.form {
            inside.note().state().form = Some(Rc::clone(form));
        }
        match inside.shared.registered {
            Some(Registered::Scope) => inside.note().pass_scope_policy(),
            Some(Registered::Resource) => inside.note().settle(),
            Some(Registered::Files) | None => {}
        }
        inside
    }

    /// Keeps what is needed to decide about what comes back.
    #[inline]
    pub(super) fn keep(&self, request: &ServiceRequest) {
        if self.is_outermost() {
            self.note().keep(request.head());
        }
    }

    /// Keeps that a preflight announces another handler's request.
    pub(super) fn keep_anothers(&mut self, request: &ServiceRequest) {
        self.is_anothers =
            self.shared.place != Place::Router && self.shared.is_for_another(request);
    }

    #[inline]
    fn is_outermost(&self) -> bool {
        matches!(self.place, Some(NotePlace::Outermost(_)))
    }

    #[inline]
    pub(super) fn note(&self) -> &Note {
        match self.place.as_ref().expect("nobody looks when it is dropped") {
            NotePlace::Outermost(laid) => &laid.note,
            NotePlace::Inside(note) => note,
        }
    }

    /// Does to what came back what was decided. Returns the answer that takes its place, if there
    /// is one.
    #[inline]
    pub(super) fn finish<B>(
        &self,
        result: &mut Result<ServiceResponse<B>, Error>,
    ) -> Option<HttpResponse> {
        let mut state = self.note().state();
        let mut instead = None;
        if matches!(state.outcome, Outcome::Open) {
            instead = self.act_late(&mut state, result);
        }
        if let Outcome::Decided(policy, effect) = &state.outcome
            && self.is_outermost()
        {
            set_headers(result, policy, effect);
        }
        // What is written by the application is written while nobody holds the note.
        drop(state);
        instead.and_then(|instead| write(instead, result))
    }

    /// The answer to a preflight that has come back without one.
    fn answer_preflight<B>(
        &self,
        state: &mut State,
        response: &ServiceResponse<B>,
    ) -> Option<Instead> {
        if !self.is_anothers
            && let Some(answer) =
                self.shared.answer_late(response, &self.answers, self.knows_scopes)
        {
            return Some(Instead::Answer(answer, self.form.clone()));
        }
        // Nobody further out has an answer, so the refusal of a policy further in stands.
        if !self.is_outermost() || response.status() != StatusCode::FORBIDDEN {
            return None;
        }
        let (answer, form) = state.left.take()?;
        Some(Instead::Answer(answer, Some(form)))
    }

    /// Nobody inside has decided: another middleware answered, or failed, before the route was
    /// reached; or the handler has no policy of its own. Returns an answer in the place of what
    /// came back.
    #[cold]
    fn act_late<B>(
        &self,
        state: &mut State,
        result: &Result<ServiceResponse<B>, Error>,
    ) -> Option<Instead> {
        let Some(kept) = &state.kept else {
            let instead = match result {
                Ok(response) => self.answer_preflight(state, response),
                Err(_) => state.prepared.take().map(Instead::Prepared),
            }?;
            state.outcome = Outcome::Answered;
            return Some(instead);
        };
        if let Ok(response) = result
            && let Some(answer) = self.shared.reject_late(kept, &self.answers, response)
        {
            state.outcome = Outcome::Answered;
            return Some(Instead::Answer(answer, self.form.clone()));
        }
        let (policy, answer) = self.shared.maker(kept, &self.answers, result, self.knows_scopes)?;
        let decision = kept.decide(&policy, answer);
        // An error has taken the request with it, and what could be said of it.
        if let Ok(response) = result {
            let request = response.request();
            let key = answer.key.as_deref();
            let trusts = || Note::trusts_forwarded(request);
            event::decided(&policy, &[], request, &decision, key, trusts);
        }
        let effect = kept.effect(&decision);
        state.outcome = Outcome::Decided(policy, effect);
        None
    }
}

/// Writes what takes the place of what came back.
#[cold]
fn write<B>(instead: Instead, result: &Result<ServiceResponse<B>, Error>) -> Option<HttpResponse> {
    match instead {
        Instead::Prepared(response) => Some(response),
        Instead::Answer(answer, form) => {
            let request = result.as_ref().ok()?.request();
            Some(answer.write(request, form.as_deref()))
        }
    }
}

/// An answer in the place of what came back.
#[cold]
pub(super) fn replaced<B>(
    result: Result<ServiceResponse<B>, Error>,
    answer: HttpResponse,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    match result {
        Ok(response) => Ok(response.into_response(answer).map_into_right_body()),
        Err(error) => Err(with_answer(error, answer)),
    }
}

/// The request is gone with the error, so the response that is made of the error becomes the
/// answer.
fn with_answer(mut error: Error, answer: HttpResponse) -> Error {
    let answer = Cell::new(Some(answer));
    failed::map_response(&mut error, move |response| answer.take().unwrap_or(response));
    error
}
