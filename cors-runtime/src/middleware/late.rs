//! A request that a [`Cors`](crate::Cors) has let inside, and what is done to what comes back: nothing where an inner `Cors`
//! did it; else the headers of the policy that decided; else, where nobody got to decide, those of whoever made the response.

use std::cell::Cell;
use std::rc::Rc;

use actix_web::body::EitherBody;
use actix_web::dev::{ServiceRequest, ServiceResponse, Url};
use actix_web::http::header::{HOST, HeaderValue, LOCATION};
use actix_web::http::{StatusCode, Uri};
use actix_web::{Error, HttpRequest, HttpResponse};
use cors_rules::decide_actual;

use crate::enforce::decide;
use crate::enforce::future::set_headers;
use crate::enforce::kept_facts::KeptFacts;
use crate::enforce::note::{LaidNote, Note, Outcome, State};
use crate::middleware::early::{self, decide_preflight};
use crate::middleware::nesting::Place;
use crate::middleware::shared::Shared;
use crate::policy::worker::WorkerPolicy;
use crate::reason::event;
use crate::request::facts;
use crate::route::candidates::Candidates;
use crate::route::served_methods;
use crate::route::table::{RouteTable, Routes};

/// What is kept while a request is inside.
#[derive(Debug)]
pub(crate) struct Watch {
    shared: Rc<Shared>,
    /// Where the note is; nowhere once this is dropped.
    place: Option<NotePlace>,
}

#[derive(Debug)]
enum NotePlace {
    /// This is the outermost `Cors`, which sets the headers.
    Outermost(LaidNote),
    /// Another one around has laid the note.
    Inside(Rc<Note>),
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(NotePlace::Outermost(laid)) = self.place.take() {
            self.shared.pool.take_back(laid);
        }
    }
}

impl Watch {
    /// Watches a request, which gets a note where it has none.
    #[inline]
    pub(super) fn new(
        shared: Rc<Shared>,
        request: &mut ServiceRequest,
        outer: Option<Rc<Note>>,
    ) -> Self {
        let place = match outer {
            Some(note) => NotePlace::Inside(note),
            None => NotePlace::Outermost(shared.pool.lay(request)),
        };
        let (has_policy, trusts_forwarded) = (shared.policy.is_some(), shared.trusts_forwarded);
        let watch = Watch { shared, place: Some(place) };
        watch.note().pass(has_policy, trusts_forwarded);
        watch
    }

    /// Keeps what is needed to decide about what comes back. `only_now`: what this policy says may not be known later.
    #[inline]
    pub(super) fn keep(&self, request: &ServiceRequest, only_now: bool) {
        if self.is_outermost() {
            self.note().keep(request.head());
        }
        if only_now {
            self.decide_now(request);
        }
    }

    #[cold]
    fn decide_now(&self, request: &ServiceRequest) {
        if let Some(policy) = &self.shared.policy {
            let decision = decide_actual(&policy.rules, facts::origin(request.head()));
            if let Some(kept) = &mut self.note().state().kept {
                kept.decide_now(policy, decision);
            }
        }
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

    /// Does to what came back what was decided. Returns the answer that takes its place, if there is one.
    #[inline]
    pub(super) fn finish<B>(
        &self,
        result: &mut Result<ServiceResponse<B>, Error>,
    ) -> Option<HttpResponse> {
        let mut state = self.note().state();
        let mut answer = None;
        if matches!(state.outcome, Outcome::Open) {
            answer = self.act_late(&mut state, result);
        }
        if let Outcome::Decided(policy, effect) = &state.outcome
            && self.is_outermost()
        {
            set_headers(result, policy, effect);
        }
        answer
    }

    /// Nobody inside has decided: another middleware answered, or failed, before the route was reached; or the handler has no
    /// policy of its own. Returns an answer in the place of what came back.
    #[cold]
    fn act_late<B>(
        &self,
        state: &mut State,
        result: &Result<ServiceResponse<B>, Error>,
    ) -> Option<HttpResponse> {
        let Some(kept) = &state.kept else {
            let is_left = self.note().is_left_by_router();
            let answer = match result {
                Ok(response) => self.shared.answer_late(response, is_left),
                Err(_) => state.prepared.take(),
            }?;
            state.outcome = Outcome::Answered;
            return Some(answer);
        };
        let policy = self.shared.maker(kept, result)?;
        if let Ok(response) = result
            && let Some(answer) = self.shared.reject_late(&policy, response)
        {
            state.outcome = Outcome::Answered;
            return Some(answer);
        }
        let decision = kept.decide(&policy);
        // An error has taken the request with it, and what could be said of it.
        if let Ok(response) = result {
            let request = response.request();
            event::decided(&policy, &[], request, &decision, Note::trusts_forwarded(request));
        }
        let effect = kept.effect(&decision);
        state.outcome = Outcome::Decided(policy, effect);
        None
    }
}

impl Shared {
    /// The policy of whoever made what came back, where that is certain.
    fn maker<B>(
        &self,
        kept: &KeptFacts,
        result: &Result<ServiceResponse<B>, Error>,
    ) -> Option<WorkerPolicy> {
        let method = kept.method.as_str().as_bytes();
        if self.place == Place::Route {
            // Nobody else is inside.
            return self.policy.clone();
        }
        match (self.known_routes(), result) {
            (None, _) => self.policy.clone(),
            (Some(Routes::Read(table)), Ok(response)) => self.maker_of(table, response, method),
            (Some(Routes::Read(table)), Err(_)) => {
                let url = kept.url();
                table.with_prospect(url.as_ref().map_or("", Url::path), method, |prospect| {
                    if prospect.is_without_routes() {
                        return self.policy.clone();
                    }
                    let is_rewritten = prospect.rewritten().any(|other| !other.is_without_routes());
                    let is_certain = !prospect.has_others() && !is_rewritten;
                    only(table, &prospect.direct).filter(|_| is_certain)
                })
            }
            // A handler with a policy of its own would have decided.
            (Some(Routes::Unreadable), Ok(response)) if is_through(response.request()) => {
                self.policy.clone()
            }
            (Some(Routes::Unreadable), result) => {
                let url = kept.url();
                let path = match result {
                    Ok(response) => response.request().match_info().as_str(),
                    Err(_) => url.as_ref().map_or("", Url::path),
                };
                let is_nobodys = !served_methods::may_include_at(path, method);
                self.policy.clone().filter(|_| is_nobodys)
            }
        }
    }

    fn maker_of<B>(
        &self,
        table: &RouteTable,
        response: &ServiceResponse<B>,
        method: &[u8],
    ) -> Option<WorkerPolicy> {
        let request = response.request();
        let path = request.match_info().as_str();
        let found = table.candidates(path, method, entered(request));
        if found.is_without_routes() {
            // What is redirected to where only the slashes differ was meant for whoever is there.
            if let Some(target) = slashes_corrected(response) {
                let there = table.candidates(target.path(), method, 0);
                if !there.is_without_routes() {
                    return only(table, &there);
                }
            }
            return self.policy.clone();
        }
        if is_through(request) {
            // A scope has taken the whole path, or a resource has, whose handler then made this.
            let all = table.candidates(path, method, 0);
            return only(table, &found).filter(|_| !all.others);
        }
        let may_be_default = found.routes().any(|candidate| candidate.is_behind_guards)
            && is_of_default_services(response.status());
        only(table, &found).filter(|_| !may_be_default)
    }

    /// The refusal of a request that was let inside because only routes with a policy of their own could be meant, and that
    /// nobody but a default service wanted.
    fn reject_late<B>(
        &self,
        policy: &WorkerPolicy,
        response: &ServiceResponse<B>,
    ) -> Option<HttpResponse> {
        let own = self.policy.as_ref().filter(|own| own.rules.reject_unlisted)?;
        if !std::ptr::eq(&**own, &**policy) || !is_of_default_services(response.status()) {
            return None;
        }
        let request = response.request();
        let refusal = decide::reject(own, request, Note::trusts_forwarded(request))?;
        Some(decide::rejected(own, request, refusal).write(request.headers()))
    }

    /// The answer to a preflight that has come back without one: a middleware inside has changed its path, or stopped it, or
    /// the router has not found anybody for it.
    fn answer_late<B>(&self, response: &ServiceResponse<B>, is_left: bool) -> Option<HttpResponse> {
        let request = response.request();
        let facts = facts::facts(request.head());
        let method = facts.requested_method.first().filter(|_| facts.is_preflight())?;
        let path = request.match_info().as_str();
        let table = match self.known_routes() {
            None => return self.cover_late(response, path, is_left),
            Some(Routes::Read(table)) => table,
            Some(Routes::Unreadable) if served_methods::may_include_at(path, method) => {
                return None;
            }
            Some(Routes::Unreadable) => return self.cover_late(response, path, is_left),
        };
        let entered = if is_through(request) { 0 } else { entered(request) };
        let mut found = table.candidates(path, method, entered);
        if found.is_without_routes()
            && let Some(target) = slashes_corrected(response)
        {
            found = table.candidates(target.path(), method, 0);
        }
        if found.is_without_routes() {
            return self.cover_late(response, path, is_left);
        }
        let may_be_another = found.others
            || found.routes().any(|candidate| {
                candidate.is_guarded
                    || candidate.is_behind_guards && is_of_default_services(response.status())
            });
        if may_be_another {
            return None;
        }
        let mut policies = early::of_routes(table, &found);
        let (policy, methods) = policies.next()?;
        let decided = decide_preflight(policy, methods, &facts);
        let agree = policies.all(|(other, methods)| {
            decide_preflight(other, methods, &facts).is_ok() == decided.is_ok()
        });
        agree.then(|| early::answer(policy, methods, request, decided).write(request.headers()))
    }

    /// The answer of this policy to a preflight for a handler that has none of its own.
    fn cover_late<B>(
        &self,
        response: &ServiceResponse<B>,
        path: &str,
        is_left: bool,
    ) -> Option<HttpResponse> {
        let policy = self.policy.as_ref()?;
        let request = response.request();
        let facts = facts::facts(request.head());
        let decided = decide_preflight(policy, &[], &facts);
        // A scope inside is entered by whoever asks the router for a path in it; another middleware may have kept the
        // preflight from coming there.
        let is_routed = is_left || is_of_default_services(response.status());
        // A no is a no, whoever would have said it.
        let agree = decided.is_err()
            || self.nested_for(path).all(|nested| {
                (is_routed && nested.place == Place::Scope)
                    || decide_preflight(&nested.policy, &[], &facts).is_ok() == decided.is_ok()
            });
        agree.then(|| early::answer(policy, &[], request, decided).write(request.headers()))
    }
}

/// The one policy of all candidates; nothing where they differ, or a handler without one could be meant.
fn only(table: &RouteTable, found: &Candidates) -> Option<WorkerPolicy> {
    let mut policies = early::of_routes(table, found).map(|(policy, _)| policy);
    let first = policies.next().filter(|_| !found.others)?;
    policies.all(|other| std::ptr::eq(&**other, &**first)).then(|| first.clone())
}

/// How many bytes of its path the scopes have taken that the router has led a request into.
fn entered(request: &HttpRequest) -> usize {
    let path = request.match_info();
    path.as_str().len() - path.unprocessed().len()
}

/// Whether the router has come to the end of the path.
fn is_through(request: &HttpRequest) -> bool {
    request.match_info().unprocessed().is_empty()
}

/// The statuses that a default service answers: where a guard of a scope says no, the router goes there.
fn is_of_default_services(status: StatusCode) -> bool {
    status.is_success()
        || matches!(
            status,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::GONE
        )
}

/// The target of a redirect that corrects the slashes of the path and nothing else. A redirect to anywhere else, a login page
/// for one, says nothing about the route that was asked for.
fn slashes_corrected<B>(response: &ServiceResponse<B>) -> Option<Url> {
    let location =
        response.headers().get(LOCATION).filter(|_| response.status().is_redirection())?;
    let target = Uri::try_from(location.as_bytes()).ok()?;
    let request = response.request();
    let host = request.headers().get(HOST).map(HeaderValue::as_bytes);
    let is_here = |authority: &str| host == Some(authority.as_bytes());
    if !target.authority().is_none_or(|authority| is_here(authority.as_str())) {
        return None;
    }
    let target = Url::new(target);
    let differs = {
        let parts = |path| str::split(path, '/').filter(|part: &&str| !part.is_empty());
        !parts(target.path()).eq(parts(request.match_info().as_str()))
    };
    (!differs).then_some(target)
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

/// The request is gone with the error, so the response that is made of the error becomes the answer.
fn with_answer(mut error: Error, answer: HttpResponse) -> Error {
    let answer = Cell::new(Some(answer));
    error.add_response_mapper(move |response| answer.take().unwrap_or(response));
    error
}
