//! One fetch from start to end, as a state machine: it returns what to send, and takes what came
//! back. The caller has the socket, the clock and the cache.

use super::active::Active;
use super::allow::{judge, read_grant};
use super::filter::filter_tainted;
use super::prepare::prepare;
use super::redirect::{follow, has_bad_location, is_redirect};
use super::refused::{asks_for_stream_again, why_refused};
use super::{
    Blocked, FetchRequest, HttpRequest, HttpResponse, Outcome, PageOrigin, PreflightCache, Profile,
    Reason, RedirectMode, RequestMode, Stage, Tainting,
};

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send this, then call [`Exchange::receive`], or [`Exchange::fail`] where no response comes.
    Send(HttpRequest),
    /// The fetch is over.
    Done(Outcome),
}

/// What the exchange waits for.
#[derive(Clone, Debug)]
enum State {
    Preflight(Active),
    Response(Active),
    Over(Outcome),
}

/// One fetch under way; the module's documentation has an example.
#[derive(Clone, Debug)]
pub struct Exchange {
    state: State,
    profile: Profile,
    page: PageOrigin,
    preflights: usize,
    /// Main fetch took the branch with a preflight at least once, whether it was sent or answered
    /// by the cache.
    is_preflighted: bool,
}

impl Exchange {
    /// Starts a fetch ([fetch](https://fetch.spec.whatwg.org/#concept-fetch)) of a page at a time,
    /// in seconds.
    #[must_use]
    pub fn start(
        page: &PageOrigin,
        request: FetchRequest,
        cache: &mut PreflightCache,
        now: u64,
        profile: Profile,
    ) -> (Self, Step) {
        let url = request.url.clone();
        let mut exchange = Exchange {
            state: State::Over(Outcome::Opaque),
            profile,
            page: page.clone(),
            preflights: 0,
            is_preflighted: false,
        };
        let step = match prepare(page, request, profile) {
            Ok(active) => exchange.advance(active, cache, now),
            Err(reason) => {
                let blocked = exchange.blocked_before(reason, url);
                exchange.finish(Outcome::Blocked(blocked))
            }
        };
        (exchange, step)
    }

    /// Takes the response to what was sent last. After the end it returns the end again.
    pub fn receive(
        &mut self,
        response: &HttpResponse,
        cache: &mut PreflightCache,
        now: u64,
    ) -> Step {
        if let Some(reason) = why_refused(response, self.profile) {
            return self.end(reason, cache);
        }
        let response = response.read_by(self.profile);
        match self.take_state() {
            State::Preflight(active) => self.receive_preflight(active, &response, cache, now),
            State::Response(active) => self.receive_response(active, &response, cache, now),
            State::Over(outcome) => self.finish(outcome),
        }
    }

    /// Ends the fetch because no response came.
    pub fn fail(&mut self, cache: &mut PreflightCache) -> Step {
        self.end(Reason::NetworkFailure, cache)
    }

    /// Ends the fetch whatever it waits for.
    fn end(&mut self, reason: Reason, cache: &mut PreflightCache) -> Step {
        match self.take_state() {
            State::Preflight(active) => self.block(&active, reason, Stage::Preflight, cache),
            State::Response(active) => self.block(&active, reason, Stage::Response, cache),
            State::Over(outcome) => self.finish(outcome),
        }
    }

    /// How many preflights were sent.
    #[must_use]
    pub const fn preflights(&self) -> usize {
        self.preflights
    }

    /// The fetch under way, while it is.
    pub(super) const fn active(&self) -> Option<&Active> {
        match &self.state {
            State::Preflight(active) | State::Response(active) => Some(active),
            State::Over(_) => None,
        }
    }

    /// Whether a preflight was due, sent or not.
    pub(super) const fn is_preflighted(&self) -> bool {
        self.is_preflighted
    }

    /// [Main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch), once for each URL.
    fn advance(&mut self, mut active: Active, cache: &mut PreflightCache, now: u64) -> Step {
        if active.tainting == Tainting::Basic && self.page.is_same_origin(&active.url) {
            return self.send(active, cache);
        }
        match active.mode {
            RequestMode::SameOrigin => {
                self.block(&active, Reason::OtherOriginNotAllowed, Stage::Request, cache)
            }
            RequestMode::NoCors if active.redirect != RedirectMode::Follow => {
                self.block(&active, Reason::RedirectModeNotForNoCors, Stage::Request, cache)
            }
            RequestMode::NoCors => {
                active.tainting = Tainting::Opaque;
                self.send(active, cache)
            }
            RequestMode::Cors => {
                active.tainting = Tainting::Cors;
                self.advance_cors(active, cache, now)
            }
        }
    }

    /// The CORS branches of main fetch, and the preflight of
    /// [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch).
    fn advance_cors(&mut self, active: Active, cache: &mut PreflightCache, now: u64) -> Step {
        let question = active.question(self.profile);
        let asked = self.is_preflighted
            || (self.profile.asks_again_for_dropped_headers() && !active.first_names.is_empty());
        let again = asked && self.profile.preflights_redirects_of_preflighted();
        if !again && !active.is_preflighted(&question) {
            return self.send(active, cache);
        }
        self.is_preflighted = true;
        let key = active.cache_key(self.profile);
        if active.may_cache(self.profile) && cache.covers(&key, &question, self.profile, now) {
            return self.send(active, cache);
        }
        self.preflights += 1;
        let request = active.preflight_request(self.profile);
        self.state = State::Preflight(active);
        Step::Send(request)
    }

    /// Sends the actual request, unless an earlier step has decided that it is blocked.
    fn send(&mut self, mut active: Active, cache: &mut PreflightCache) -> Step {
        if let Some((reason, stage)) = active.deferred.take() {
            return self.block(&active, reason, stage, cache);
        }
        let request = active.actual_request(self.profile);
        self.state = State::Response(active);
        Step::Send(request)
    }

    fn receive_preflight(
        &mut self,
        active: Active,
        response: &HttpResponse,
        cache: &mut PreflightCache,
        now: u64,
    ) -> Step {
        let profile = self.profile;
        let origin = active.checked_origin(profile);
        match judge(response, origin, &active.question(profile), profile) {
            Ok(grant) => {
                if active.may_cache(self.profile) {
                    cache.store(&active.cache_key(profile), &grant, profile, now);
                }
                self.send(active, cache)
            }
            Err(reason) => {
                if profile.caches_insufficient_answers() {
                    self.store_insufficient(&active, response, cache, now);
                }
                self.block(&active, reason, Stage::Preflight, cache)
            }
        }
    }

    /// Caches what a preflight response grants that is well-formed, but grants too little.
    fn store_insufficient(
        &self,
        active: &Active,
        response: &HttpResponse,
        cache: &mut PreflightCache,
        now: u64,
    ) {
        let (profile, include) = (self.profile, active.credentials.is_include());
        let origin = active.checked_origin(profile);
        if let Ok(grant) = read_grant(response, origin, include, profile) {
            cache.store(&active.cache_key(profile), &grant, profile, now);
        }
    }

    /// The rest of [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch): the CORS check
    /// comes before redirects.
    fn receive_response(
        &mut self,
        mut active: Active,
        response: &HttpResponse,
        cache: &mut PreflightCache,
        now: u64,
    ) -> Step {
        if asks_for_stream_again(&active, response, self.profile) {
            return self.block(&active, Reason::StreamRedirected, Stage::Response, cache);
        }
        let is_redirect = is_redirect(response, active.redirect, self.profile);
        let stage = if is_redirect { Stage::Redirect } else { Stage::Response };
        if let Err(reason) = active.check(response) {
            return self.block(&active, reason, stage, cache);
        }
        match active.redirect {
            _ if !is_redirect => self.finish(filter_tainted(&active, response, self.profile)),
            RedirectMode::Error => self.block(&active, Reason::RedirectNotAllowed, stage, cache),
            RedirectMode::Manual if has_bad_location(&active.url, response, self.profile) => {
                self.block(&active, Reason::RedirectUrlInvalid, stage, cache)
            }
            RedirectMode::Manual => self.finish(Outcome::OpaqueRedirect),
            RedirectMode::Follow => {
                active.deferred = active
                    .check_late(response, self.profile)
                    .map(|reason| (reason, Stage::Redirect));
                self.follow(active, response, cache, now)
            }
        }
    }

    fn follow(
        &mut self,
        mut active: Active,
        response: &HttpResponse,
        cache: &mut PreflightCache,
        now: u64,
    ) -> Step {
        match follow(&mut active, response, self.profile) {
            Ok(true) => self.advance(active, cache, now),
            Ok(false) => self.finish(filter_tainted(&active, response, self.profile)),
            Err(reason) => self.block(&active, reason, Stage::Redirect, cache),
        }
    }

    /// A network error; it
    /// [clears cache entries](https://fetch.spec.whatwg.org/#concept-cache-clear) where a preflight
    /// was due.
    fn block(
        &mut self,
        active: &Active,
        reason: Reason,
        at: Stage,
        cache: &mut PreflightCache,
    ) -> Step {
        if self.clears_cache(&reason, at) {
            let key = active.cache_key(self.profile);
            cache.forget(&key.origin, &key.url);
        }
        self.finish(Outcome::Blocked(Blocked {
            reason,
            at,
            page: self.page.serialized().to_owned(),
            initial_url: active.initial_url(self.profile),
            url: active.sent_url(self.profile),
        }))
    }

    fn clears_cache(&self, reason: &Reason, at: Stage) -> bool {
        if self.profile.cache_survives_failure() {
            return false;
        }
        if self.profile.every_failure_clears_the_cache() {
            return at != Stage::Request && *reason != Reason::RedirectNotAllowed;
        }
        self.is_preflighted
    }

    fn blocked_before(&self, reason: Reason, url: String) -> Blocked {
        let page = self.page.serialized().to_owned();
        Blocked { reason, at: Stage::Request, page, initial_url: url.clone(), url }
    }

    fn finish(&mut self, outcome: Outcome) -> Step {
        self.state = State::Over(outcome.clone());
        Step::Done(outcome)
    }

    fn take_state(&mut self) -> State {
        std::mem::replace(&mut self.state, State::Over(Outcome::Opaque))
    }
}
