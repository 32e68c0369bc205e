//! A request that a [`Cors`](crate::Cors) has let inside, and what is done to what comes back:
//! nothing where an inner `Cors` did it; else the headers of the policy that decided; else, where
//! nobody got to decide, those of whoever made the response.

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
use crate::route::candidates::{Candidates, Prospect};
use crate::route::declaration::AnnotatedRoute;
use crate::route::served_methods;
use crate::route::table::{RouteTable, Routes};

/// What is kept while a request is inside.
#[derive(Debug)]
pub(crate) struct RequestInside {
    shared: Rc<Shared>,
    /// Where the note is; nowhere once this is dropped.
    place: Option<NotePlace>,
    /// A preflight announces a request that the router leads elsewhere, as far as it was asked on
    /// the way here.
    is_anothers: bool,
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
    ) -> Self {
        let place = match outer {
            Some(note) => NotePlace::Inside(note),
            None => NotePlace::Outermost(shared.pool.lay(request)),
        };
        let (has_policy, trusts_forwarded) = (shared.policy.is_some(), shared.trusts_forwarded);
        let inside = RequestInside { shared, place: Some(place), is_anothers: false };
        inside.note().pass(has_policy, trusts_forwarded);
        inside
    }

    /// Keeps what is needed to decide about what comes back. `only_now`: what these policies decide
    /// may not be known later.
    #[inline]
    pub(super) fn keep(&self, request: &ServiceRequest, only_now: &[WorkerPolicy]) {
        if self.is_outermost() {
            self.note().keep(request.head());
        }
        if !only_now.is_empty() {
            self.decide_now(request, only_now);
        }
    }

    /// Keeps that a preflight announces another handler's request.
    pub(super) fn keep_anothers(&mut self, request: &ServiceRequest) {
        self.is_anothers =
            self.shared.place != Place::Router && self.shared.is_for_another(request);
    }

    #[cold]
    fn decide_now(&self, request: &ServiceRequest, policies: &[WorkerPolicy]) {
        if let Some(kept) = &mut self.note().state().kept {
            for policy in policies {
                let decision = decide_actual(&policy.rules, facts::origin(request.head()));
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

    /// Does to what came back what was decided. Returns the answer that takes its place, if there
    /// is one.
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

    /// Nobody inside has decided: another middleware answered, or failed, before the route was
    /// reached; or the handler has no policy of its own. Returns an answer in the place of what
    /// came back.
    #[cold]
    fn act_late<B>(
        &self,
        state: &mut State,
        result: &Result<ServiceResponse<B>, Error>,
    ) -> Option<HttpResponse> {
        let Some(kept) = &state.kept else {
            let answer = match result {
                Ok(_) if self.is_anothers => None,
                Ok(response) => self.shared.answer_late(response),
                Err(_) => state.prepared.take(),
            }?;
            state.outcome = Outcome::Answered;
            return Some(answer);
        };
        if let Ok(response) = result
            && let Some(answer) = self.shared.reject_late(kept, response)
        {
            state.outcome = Outcome::Answered;
            return Some(answer);
        }
        let policy = self.shared.maker(kept, result)?;
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
        match (self.routes_inside(), result) {
            (None, _) => self.policy.clone(),
            (Some(Routes::Read(table)), Ok(response)) => self.maker_of(table, response, method),
            (Some(Routes::Read(table)), Err(_)) => {
                let url = kept.url();
                self.maker_in_front(table, url.as_ref().map_or("", Url::path), method, None)
            }
            // A handler with a policy of its own would have decided.
            (Some(Routes::Unreadable(_)), Ok(response)) if is_through(response.request()) => {
                self.policy.clone()
            }
            (Some(Routes::Unreadable(routes)), result) => {
                let url = kept.url();
                let path = match result {
                    Ok(response) => response.request().match_info().as_str(),
                    Err(_) => url.as_ref().map_or("", Url::path),
                };
                let status = result.as_ref().ok().map(ServiceResponse::status);
                let is_nobodys = !may_be_annotated(routes, path, method, status);
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
        // What is redirected to where only the slashes differ was meant for whoever is there.
        if let Some(target) = slashes_corrected(response) {
            let there = table.candidates(target.path(), self.wanted(method, 0));
            if !there.is_without_routes() {
                return only(table, &there);
            }
        }
        let entered = entered(request);
        if entered == 0 {
            return self.maker_in_front(table, path, method, Some(response.status()));
        }
        let found = table.candidates(path, self.wanted(method, entered));
        if found.is_without_routes() {
            return self.policy.clone();
        }
        // A scope has taken the whole path, or a resource has, whose handler then made this.
        let is_resources =
            is_through(request) && table.candidates(path, self.wanted(method, 0)).others;
        let may_be_default = found.routes().any(|candidate| candidate.is_behind_guards)
            && may_be_of_default_service(response.status());
        only(table, &found).filter(|_| !is_resources && !may_be_default)
    }

    /// The policy of whoever was meant by a request that the router has not led anywhere: another
    /// middleware stopped it, or nobody wanted it. `status`: that of the response, where it is not
    /// an error.
    fn maker_in_front(
        &self,
        table: &RouteTable,
        path: &str,
        method: &[u8],
        status: Option<StatusCode>,
    ) -> Option<WorkerPolicy> {
        let may_be_default = status.is_some_and(may_be_of_default_service);
        table.with_prospect(path, self.wanted(method, 0), |prospect| {
            let direct = &prospect.direct;
            if prospect.is_without_routes() || direct.is_without_routes() && may_be_default {
                return self.policy.clone();
            }
            let policy = only(table, direct)?;
            let is_same = |(other, _): (&WorkerPolicy, _)| other.is_same(&policy);
            let mut rewritten =
                prospect.rewritten().flat_map(|other| early::of_routes(table, other));
            let is_certain = !prospect.has_others() && rewritten.all(is_same);
            let is_behind_guards = direct.routes().any(|candidate| candidate.is_behind_guards);
            (is_certain && !(is_behind_guards && may_be_default)).then(|| policy.clone())
        })
    }

    /// The refusal of a request that was let inside because only routes with a policy of their own
    /// could be meant, and that nobody but a default service wanted.
    fn reject_late<B>(
        &self,
        kept: &KeptFacts,
        response: &ServiceResponse<B>,
    ) -> Option<HttpResponse> {
        let own = self.policy.as_ref().filter(|own| own.rules.reject_unlisted)?;
        if !may_be_of_default_service(response.status()) {
            return None;
        }
        let request = response.request();
        let trusts_forwarded = Note::trusts_forwarded(request);
        let refusal = decide::rejection(request, &kept.decide(own), trusts_forwarded)?;
        Some(decide::rejected(own, request, refusal).write(request.headers()))
    }

    /// The answer to a preflight that has come back without one: a middleware inside has changed
    /// its path, or stopped it, or the router has not found anybody for it.
    fn answer_late<B>(&self, response: &ServiceResponse<B>) -> Option<HttpResponse> {
        let request = response.request();
        let facts = facts::facts(request.head());
        let method = facts.requested_method.first().filter(|_| facts.is_preflight())?;
        let path = request.match_info().as_str();
        let table = match self.routes_inside() {
            Some(Routes::Read(table)) => table,
            Some(Routes::Unreadable(routes))
                if may_be_annotated(routes, path, method, Some(response.status())) =>
            {
                return None;
            }
            None | Some(Routes::Unreadable(_)) => return self.cover_late(response, path),
        };
        let target = slashes_corrected(response);
        let path = target.as_ref().map_or(path, Url::path);
        let entered = if is_through(request) || target.is_some() { 0 } else { entered(request) };
        let prospect = if entered == 0 {
            table.prospect(path, self.wanted(method, 0))
        } else {
            Prospect::of(table.candidates(path, self.wanted(method, entered)))
        };
        if prospect.direct.is_without_routes() {
            // Whoever could be meant by another form of the path would have been asked.
            let is_nobodys =
                prospect.is_without_routes() || may_be_of_default_service(response.status());
            return self.cover_late(response, path).filter(|_| is_nobodys);
        }
        let is_behind_guards = prospect.direct.routes().any(|candidate| candidate.is_behind_guards);
        if is_behind_guards && may_be_of_default_service(response.status()) {
            return None;
        }
        let (policy, methods, decided) = early::unanimous(table, &prospect, &facts)?;
        Some(early::answer(policy, methods, request, decided).write(request.headers()))
    }

    /// The answer of this policy to a preflight for a handler that has none of its own.
    fn cover_late<B>(&self, response: &ServiceResponse<B>, path: &str) -> Option<HttpResponse> {
        let policy = self.policy.as_ref()?;
        let request = response.request();
        let facts = facts::facts(request.head());
        let decided = decide_preflight(policy, &[], &facts);
        // A scope inside is entered by whoever asks the router for a path in it; another middleware
        // may have kept the preflight from coming there.
        let is_routed = may_be_of_default_service(response.status());
        // A no is a no, whoever would have said it.
        let agree = decided.is_err()
            || self.nested_for(path).all(|nested| {
                (is_routed && nested.place == Place::Scope)
                    || decide_preflight(&nested.policy, &[], &facts).is_ok() == decided.is_ok()
            });
        agree.then(|| early::answer(policy, &[], request, decided).write(request.headers()))
    }
}

/// The one policy of all candidates; nothing where they differ, or a handler without one could be
/// meant, or one has guards of its own that may say no.
fn only(table: &RouteTable, found: &Candidates) -> Option<WorkerPolicy> {
    let mut policies = early::of_routes(table, found).map(|(policy, _)| policy);
    let is_uncertain =
        found.may_be_others() || found.routes().any(|candidate| candidate.is_guarded);
    let first = policies.next().filter(|_| !is_uncertain)?;
    policies.all(|other| other.is_same(first)).then(|| first.clone())
}

/// Whether an annotated route could be meant where the routes cannot be read. What comes from a
/// default service has gone through all that rewrites paths; what comes from other middleware need
/// not have.
fn may_be_annotated(
    routes: &[&AnnotatedRoute],
    path: &str,
    method: &[u8],
    status: Option<StatusCode>,
) -> bool {
    if status.is_some_and(may_be_of_default_service) {
        served_methods::include_at(routes, path, method)
    } else {
        served_methods::may_include_at(routes, path, method)
    }
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

/// Whether a response of this status may be that of a default service: where a guard of a scope
/// says no, the router goes there. The others are those of authentication, rate limits, redirects
/// and maintenance.
fn may_be_of_default_service(status: StatusCode) -> bool {
    !status.is_redirection()
        && !matches!(
            status,
            StatusCode::UNAUTHORIZED
                | StatusCode::FORBIDDEN
                | StatusCode::PROXY_AUTHENTICATION_REQUIRED
                | StatusCode::TOO_MANY_REQUESTS
                | StatusCode::SERVICE_UNAVAILABLE
        )
}

/// The target of a redirect that corrects the slashes of the path and nothing else. A redirect to
/// anywhere else, a login page for one, says nothing about the route that was asked for.
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

/// The request is gone with the error, so the response that is made of the error becomes the
/// answer.
fn with_answer(mut error: Error, answer: HttpResponse) -> Error {
    let answer = Cell::new(Some(answer));
    error.add_response_mapper(move |response| answer.take().unwrap_or(response));
    error
}
