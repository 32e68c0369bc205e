//! Who made a response about which nobody inside has decided, and so whose policy it carries: another
//! middleware answered, or failed, before a handler was chosen, or the handler has no policy of its
//! own.

use actix_web::Error;
use actix_web::dev::{ServiceResponse, Url};
use actix_web::http::StatusCode;
use cors_rules::OriginAnswer;

use crate::enforce::answers::{Answers, At};
use crate::enforce::kept_facts::KeptFacts;
use crate::middleware::early;
use crate::middleware::returned::{
    entered, is_through, may_be_annotated, may_be_of_default_service, slashes_corrected,
};
use crate::middleware::shared::Shared;
use crate::policy::worker::WorkerPolicy;
use crate::route::candidates::Candidates;
use crate::route::decider::Decider;
use crate::route::level::Wanted;
use crate::route::table::{RouteTable, Routes};

/// Whose policy a response carries, and what was looked up for it.
type Maker<'a> = (WorkerPolicy, &'a OriginAnswer);

impl Shared {
    /// The policy of whoever made what came back, where that is certain.
    pub(super) fn maker<'a, B>(
        &self,
        kept: &KeptFacts,
        answers: &'a Answers,
        result: &Result<ServiceResponse<B>, Error>,
        knows_scopes: bool,
    ) -> Option<Maker<'a>> {
        let method = kept.method.as_str().as_bytes();
        match (self.routes_inside(), result) {
            (None, _) => self.own(answers),
            (Some(Routes::Read(table)), Ok(response)) => {
                self.maker_of(table, answers, response, method, knows_scopes)
            }
            (Some(Routes::Read(table)), Err(_)) => {
                let url = kept.url();
                let path = url.as_ref().map_or("", Url::path);
                let wanted = self.wanted(method, 0, knows_scopes);
                self.maker_in_front(table, answers, path, wanted, None)
            }
            // A handler with a policy of its own would have decided.
            (Some(Routes::Unreadable(_)), Ok(response)) if is_through(response.request()) => {
                self.own(answers)
            }
            (Some(Routes::Unreadable(routes)), result) => {
                let url = kept.url();
                let path = match result {
                    Ok(response) => response.request().match_info().as_str(),
                    Err(_) => url.as_ref().map_or("", Url::path),
                };
                let status = result.as_ref().ok().map(ServiceResponse::status);
                // A service with a policy has not been asked, but could have been meant.
                let may_be_default = status.is_some_and(may_be_of_default_service);
                let has_services = self.nested.iter().any(|nested| nested.registered.is_some());
                let is_nobodys = !may_be_annotated(routes, path, method, status)
                    && (may_be_default || !has_services);
                self.own(answers).filter(|_| is_nobodys)
            }
        }
    }

    /// The policy that stands here.
    fn own<'a>(&self, answers: &'a Answers) -> Option<Maker<'a>> {
        self.policy_for(answers).map(|policy| (policy.clone(), answers.here(policy)))
    }

    fn maker_of<'a, B>(
        &self,
        table: &RouteTable,
        answers: &'a Answers,
        response: &ServiceResponse<B>,
        method: &[u8],
        knows_scopes: bool,
    ) -> Option<Maker<'a>> {
        let request = response.request();
        let path = request.match_info().as_str();
        let wanted = |entered| self.wanted(method, entered, knows_scopes);
        // What is redirected to where only the slashes differ was meant for whoever is there.
        if let Some(target) = slashes_corrected(response) {
            let there = table.candidates(target.path(), wanted(0));
            if !there.is_without_routes() {
                return further_in(only(table, &there, answers)?, target.path(), answers);
            }
        }
        let entered = entered(request);
        if entered == 0 {
            return self.maker_in_front(table, answers, path, wanted(0), Some(response.status()));
        }
        let found = table.candidates(path, wanted(entered));
        if found.is_without_routes() {
            return self.own(answers);
        }
        // A scope has taken the whole path, or a resource has, whose handler then made this.
        let is_resources = is_through(request) && table.candidates(path, wanted(0)).others;
        let may_be_default = found.routes().any(|candidate| candidate.is_behind_guards)
            && may_be_of_default_service(response.status());
        let policy = only(table, &found, answers).filter(|_| !is_resources && !may_be_default)?;
        further_in(policy, path, answers)
    }

    /// The policy of whoever was meant by a request that the router has not led anywhere: another
    /// middleware stopped it, or nobody wanted it. `status`: that of the response, where it is not
    /// an error.
    fn maker_in_front<'a>(
        &self,
        table: &RouteTable,
        answers: &'a Answers,
        path: &str,
        wanted: Wanted<'_>,
        status: Option<StatusCode>,
    ) -> Option<Maker<'a>> {
        let may_be_default = status.is_some_and(may_be_of_default_service);
        table.with_prospect(path, wanted, |prospect| {
            let direct = &prospect.direct;
            if prospect.is_without_routes() || direct.is_without_routes() && may_be_default {
                return self.own(answers);
            }
            let policy = only(table, direct, answers)?;
            let mut rewritten =
                prospect.rewritten().flat_map(|other| early::deciders(table, other));
            let is_certain = !prospect.has_others()
                && rewritten.all(|decider| {
                    decider.all(answers.versions(), |other, _| other.is_same(&policy))
                });
            // A policy around a service rejects what only a default service in it would get.
            let may_be_rejected = early::deciders(table, direct).any(Decider::is_service)
                && self.may_be_rejected_inside(path, answers);
            let is_certain = is_certain && !may_be_rejected;
            let is_behind_guards = direct.routes().any(|candidate| candidate.is_behind_guards);
            let is_certain = is_certain && !(is_behind_guards && may_be_default);
            further_in(policy, path, answers).filter(|_| is_certain)
        })
    }
}

/// A policy of a handler for this path; nothing where what it looks up cannot be known here.
fn further_in<'a>(policy: WorkerPolicy, path: &str, answers: &'a Answers) -> Option<Maker<'a>> {
    let answer = answers.of(&policy, At::Handler(path))?;
    Some((policy, answer))
}

/// The one policy of all candidates; nothing where they differ, or a handler without one could be
/// meant, or one has guards of its own that may say no.
fn only(table: &RouteTable, found: &Candidates, answers: &Answers) -> Option<WorkerPolicy> {
    let is_uncertain =
        found.may_be_others() || found.routes().any(|candidate| candidate.is_guarded);
    let first = early::deciders(table, found).next().filter(|_| !is_uncertain)?;
    let first = first.policy().at(answers.versions());
    let mut all = early::deciders(table, found);
    all.all(|decider| decider.all(answers.versions(), |other, _| other.is_same(first)))
        .then(|| first.clone())
}
