//! A request that a [`Cors`](crate::Cors) has let inside, and what is done to what comes back: nothing where an inner `Cors`
//! did it, else the headers of the policy that decided, or of the one that the request belonged to when nobody got to decide.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceResponse, Url};
use actix_web::http::Uri;
use actix_web::http::header::{HOST, HeaderValue, LOCATION};
use actix_web::{Error, HttpRequest, HttpResponse};
use pin_project_lite::pin_project;

use crate::asking::Boxed;
use crate::enforce::{Enforced, answer_preflight, with_headers};
use crate::middleware::Shared;
use crate::remembered::Remembered;
use crate::route_table::Owner;
use crate::slot::{Outcome, PooledSlot, Slot};
use crate::{event, facts};

pin_project! {
    /// The future of [`crate::middleware::CorsService`]; it lives where its caller puts it, without a box.
    #[project = WatchedProjection]
    pub enum Watched<F, B> {
        /// One policy and nobody else to ask.
        Plain {
            #[pin]
            future: Enforced<F, B>,
        },
        /// The origin is asked for elsewhere before anybody decides.
        Asking {
            future: Boxed<Result<ServiceResponse<EitherBody<B>>, Error>>,
        },
        /// Others inside may decide.
        Inside {
            #[pin]
            future: F,
            watch: Option<Watch>,
        },
    }
}

/// What is kept while a request is inside.
#[derive(Debug)]
pub(crate) struct Watch {
    pub(crate) shared: Rc<Shared>,
    pub(crate) slot: Rc<Slot>,
    /// Where this is the outermost `Cors`, which sets the headers.
    pub(crate) pooled: Option<PooledSlot>,
}

impl<F, B> Future for Watched<F, B>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
    B: MessageBody,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            WatchedProjection::Plain { future } => future.poll(context),
            WatchedProjection::Asking { future } => future.as_mut().poll(context),
            WatchedProjection::Inside { future, watch } => {
                let result = ready!(future.poll(context));
                let watch = watch.take().expect("a future is not polled after it is done");
                Poll::Ready(watch.finish(result))
            }
        }
    }
}

impl Watch {
    fn finish<B>(
        self,
        mut result: Result<ServiceResponse<B>, Error>,
    ) -> Result<ServiceResponse<EitherBody<B>>, Error> {
        let answer = if self.slot.is_open() { self.act_late(&result) } else { None };
        if let Some(pooled) = self.pooled {
            if let Outcome::Decided(policy, effect) = self.slot.take() {
                result = match result {
                    Ok(mut response) => {
                        effect.apply(&policy, response.headers_mut());
                        Ok(response)
                    }
                    Err(error) => Err(with_headers(error, &policy, &effect)),
                };
            }
            self.shared.pool.take_back(pooled);
        }
        match (answer, result) {
            (None, result) => result.map(ServiceResponse::map_into_left_body),
            (Some(answer), Ok(response)) => {
                let (request, _) = response.into_parts();
                Ok(ServiceResponse::new(request, answer).map_into_right_body())
            }
            (Some(answer), Err(error)) => Err(with_answer(error, answer)),
        }
    }

    /// Nobody inside has decided: another middleware answered, or failed, before the route was reached; or the route has no
    /// policy of its own. Returns the answer to a preflight.
    fn act_late<B>(&self, result: &Result<ServiceResponse<B>, Error>) -> Option<HttpResponse> {
        if let Some(remembered) = &*self.slot.remembered() {
            self.decide_late(remembered, result);
            return None;
        }
        let answer = self.shared.answer_late(result).or_else(|| self.slot.take_prepared())?;
        self.slot.write(Outcome::Answered);
        Some(answer)
    }

    fn decide_late<B>(&self, remembered: &Remembered, result: &Result<ServiceResponse<B>, Error>) {
        let method = remembered.method.as_str().as_bytes();
        let owner = match result {
            Ok(response) => self.shared.owner_of(response, method),
            Err(_) => self.shared.owner(Url::new(remembered.uri.clone()).path(), method),
        };
        let policy = match (owner, &self.shared.policy) {
            (Owner::Route(route), _) => route.policy().into(),
            (Owner::Nobody, Some(policy)) => policy.clone(),
            // An annotated route would have decided, had the router chosen it.
            (Owner::Unclear, Some(policy)) if result.as_ref().is_ok_and(is_routed) => {
                policy.clone()
            }
            (Owner::Nobody | Owner::Unclear, _) => return,
        };
        let decision = remembered.decide(&policy);
        // An error has taken the request with it, and what could be said of it.
        if let Ok(response) = result {
            event::decided(&policy, &[], response.request(), &decision);
        }
        let effect = remembered.effect(&decision);
        self.slot.write(Outcome::Decided(policy, effect));
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
                answer_preflight(route.policy(), route.methods(), request, &facts)
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

/// The request is gone with the error, so the response that is made of the error becomes the answer.
fn with_answer(mut error: Error, answer: HttpResponse) -> Error {
    let answer = Cell::new(Some(answer));
    error.add_response_mapper(move |response| answer.take().unwrap_or(response));
    error
}
