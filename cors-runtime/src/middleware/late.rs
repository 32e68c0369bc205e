//! A request that a [`Cors`](crate::Cors) has let inside, and what is done to what comes back: nothing where an inner `Cors`
//! did it, else the headers of the policy that decided, or of the one that the request belonged to when nobody got to decide.
//! Called by the future of [`crate::enforce`].

use std::cell::Cell;
use std::rc::Rc;

use actix_web::body::EitherBody;
use actix_web::dev::{ServiceRequest, ServiceResponse, Url};
use actix_web::http::Uri;
use actix_web::http::header::{HOST, HeaderValue, LOCATION};
use actix_web::{Error, HttpRequest, HttpResponse};

use crate::enforce::note::{LaidSlot, Outcome, Slot, State};
use crate::enforce::request_facts::Remembered;
use crate::enforce::{answer_preflight, set_headers};
use crate::middleware::Shared;
use crate::policy::worker::WorkerPolicy;
use crate::reason::event;
use crate::request::facts;
use crate::route::table::Owner;

/// What is kept while a request is inside.
#[derive(Debug)]
pub(crate) struct Watch {
    shared: Rc<Shared>,
    /// Where the outcome will be found; nowhere once this is dropped.
    place: Option<Place>,
}

#[derive(Debug)]
enum Place {
    /// This is the outermost `Cors`, which sets the headers.
    Outermost(LaidSlot),
    /// Another one around has laid the slot.
    Inside(Rc<Slot>),
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(Place::Outermost(laid)) = self.place.take() {
            self.shared.pool.take_back(laid);
        }
    }
}

impl Watch {
    /// Watches a request, which gets a slot where it has none.
    #[inline]
    pub(crate) fn new(
        shared: Rc<Shared>,
        request: &mut ServiceRequest,
        outer: Option<Rc<Slot>>,
    ) -> Self {
        let place = match outer {
            Some(slot) => Place::Inside(slot),
            None => Place::Outermost(shared.pool.lay(request)),
        };
        Watch { shared, place: Some(place) }
    }

    #[inline]
    pub(crate) fn is_outermost(&self) -> bool {
        matches!(self.place, Some(Place::Outermost(_)))
    }

    #[inline]
    pub(crate) fn slot(&self) -> &Slot {
        match self.place.as_ref().expect("nobody looks when it is dropped") {
            Place::Outermost(laid) => &laid.slot,
            Place::Inside(slot) => slot,
        }
    }

    /// Does to what came back what was decided. Returns the answer that takes its place, if there is one.
    #[inline]
    pub(crate) fn finish<B>(
        &self,
        result: &mut Result<ServiceResponse<B>, Error>,
    ) -> Option<HttpResponse> {
        let mut state = self.slot().state();
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

    /// Nobody inside has decided: another middleware answered, or failed, before the route was reached; or the route has no
    /// policy of its own. Returns the answer to a preflight.
    #[cold]
    fn act_late<B>(
        &self,
        state: &mut State,
        result: &Result<ServiceResponse<B>, Error>,
    ) -> Option<HttpResponse> {
        if let Some(remembered) = &state.remembered {
            if let Some(outcome) = self.decide_late(remembered, result) {
                state.outcome = outcome;
            }
            return None;
        }
        let answer = self.shared.answer_late(result).or_else(|| state.prepared.take())?;
        state.outcome = Outcome::Answered;
        Some(answer)
    }

    fn decide_late<B>(
        &self,
        remembered: &Remembered,
        result: &Result<ServiceResponse<B>, Error>,
    ) -> Option<Outcome> {
        let method = remembered.method.as_str().as_bytes();
        let owner = if let Ok(response) = result {
            self.shared.owner_of(response, method)
        } else {
            let url = remembered.url();
            self.shared.owner(url.as_ref().map_or("", Url::path), method)
        };
        let policy = match (owner, &self.shared.policy) {
            (Owner::Route(route), _) => WorkerPolicy::of_route(route.policy()),
            (Owner::Nobody, Some(policy)) => policy.clone(),
            // An annotated route would have decided, had the router chosen it.
            (Owner::Unclear, Some(policy)) if result.as_ref().is_ok_and(is_routed) => {
                policy.clone()
            }
            (Owner::Nobody | Owner::Unclear, _) => return None,
        };
        let decision = remembered.decide(&policy);
        // An error has taken the request with it, and what could be said of it.
        if let Ok(response) = result {
            event::decided(&policy, &[], response.request(), &decision);
        }
        let effect = remembered.effect(&decision);
        Some(Outcome::Decided(policy, effect))
    }
}

impl Shared {
    /// The answer of the route that a preflight turned out to belong to: a middleware inside has changed its path, or wants
    /// to send it to where only the slashes differ. Browsers follow no redirect of a preflight.
    fn answer_late<B>(&self, result: &Result<ServiceResponse<B>, Error>) -> Option<HttpResponse> {
        let response = result.as_ref().ok()?;
        let request = response.request();
        let facts = facts::facts(request.head());
        let method = facts.requested_method.first()?;
        match self.owner_of(response, method) {
            Owner::Route(route) => {
                let policy = WorkerPolicy::of_route(route.policy());
                let answer = answer_preflight(policy, route.methods(), request, &facts)?;
                Some(answer.write(request.headers()))
            }
            Owner::Nobody | Owner::Unclear => None,
        }
    }

    fn owner_of<B>(&self, response: &ServiceResponse<B>, method: &[u8]) -> Owner {
        let request = response.request();
        match self.owner(request.match_info().as_str(), method) {
            Owner::Nobody if response.status().is_redirection() => {
                let target = response.headers().get(LOCATION);
                let target = target.and_then(|location| slashes_corrected(request, location));
                target.map_or(Owner::Nobody, |target| self.owner(target.path(), method))
            }
            owner => owner,
        }
    }
}

/// The target of a redirect that corrects the slashes of the path and nothing else. A redirect to anywhere else, a login page
/// for one, says nothing about the route that was asked for.
fn slashes_corrected(request: &HttpRequest, location: &HeaderValue) -> Option<Url> {
    let target = Uri::try_from(location.as_bytes()).ok()?;
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

/// Whether the router has led the request to a resource.
fn is_routed<B>(response: &ServiceResponse<B>) -> bool {
    response.request().match_info().unprocessed().is_empty()
}

/// An answer in the place of what came back.
#[cold]
pub(crate) fn replaced<B>(
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
