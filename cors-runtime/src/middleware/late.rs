//! What is answered in the place of what came back: to a preflight that nobody inside has answered, and
//! to a request that should have been rejected.

use actix_web::dev::{ServiceResponse, Url};
use actix_web::http::StatusCode;

use crate::enforce::answers::{Answers, At};
use crate::enforce::decide;
use crate::enforce::kept_facts::KeptFacts;
use crate::enforce::note::Note;
use crate::middleware::early::{self, decide_preflight};
use crate::middleware::nesting::Place;
use crate::middleware::returned::{
    entered, is_through, may_be_annotated, may_be_of_default_service, slashes_corrected,
};
use crate::middleware::shared::Shared;
use crate::request::facts;
use crate::request::rejection::rejection;
use crate::response::answer::Answer;
use crate::route::candidates::Prospect;
use crate::route::refused_methods;
use crate::route::table::Routes;

impl Shared {
    /// The refusal of a request that was let inside because only routes with a policy of their own
    /// could be meant, and that nobody but a default service wanted.
    pub(super) fn reject_late<B>(
        &self,
        kept: &KeptFacts,
        answers: &Answers,
        response: &ServiceResponse<B>,
    ) -> Option<Answer> {
        let own = self.policy_for(answers).filter(|own| own.rules.reject_unlisted)?;
        if !may_be_of_default_service(response.status()) {
            return None;
        }
        let request = response.request();
        let trusts_forwarded = Note::trusts_forwarded(request);
        let answer = answers.here(own);
        let refusal = rejection(request, &kept.decide(own, answer), trusts_forwarded)?;
        Some(decide::rejected(own, request, answer, refusal))
    }

    /// The answer to a preflight that has come back without one: a middleware inside has changed
    /// its path, or stopped it, or the router has not found anybody for it.
    pub(super) fn answer_late<B>(
        &self,
        response: &ServiceResponse<B>,
        answers: &Answers,
        knows_scopes: bool,
    ) -> Option<Answer> {
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
            None | Some(Routes::Unreadable(_)) => {
                return self.cover_late(response, path, answers, knows_scopes);
            }
        };
        let target = slashes_corrected(response);
        let path = target.as_ref().map_or(path, Url::path);
        // The announced request need not have come as far: a guard for its method lets preflights pass.
        let is_elsewhere = is_through(request)
            || target.is_some()
            || refused_methods::may_contain(request, method);
        let entered = if is_elsewhere { 0 } else { entered(request) };
        let wanted = self.wanted(method, entered, knows_scopes);
        let prospect = if entered == 0 {
            table.prospect(path, wanted)
        } else {
            Prospect::of(table.candidates(path, wanted))
        };
        if prospect.direct.is_without_routes() {
            // Whoever could be meant by another form of the path would have been asked.
            let is_nobodys =
                prospect.is_without_routes() || may_be_of_default_service(response.status());
            return self.cover_late(response, path, answers, knows_scopes).filter(|_| is_nobodys);
        }
        let is_behind_guards = prospect.direct.routes().any(|candidate| candidate.is_behind_guards);
        if is_behind_guards && may_be_of_default_service(response.status()) {
            return None;
        }
        let (policy, methods, looked_up, decided) =
            early::unanimous(table, &prospect, path, &facts, answers)?;
        Some(early::answer(policy, methods, request, looked_up, decided, self.trusts_forwarded))
    }

    /// The answer of this policy to a preflight for a handler that has none of its own.
    fn cover_late<B>(
        &self,
        response: &ServiceResponse<B>,
        path: &str,
        answers: &Answers,
        knows_scopes: bool,
    ) -> Option<Answer> {
        let policy = self.policy_for(answers)?;
        let request = response.request();
        let facts = facts::facts(request.head());
        let here = answers.here(policy);
        let decided = decide_preflight(policy, &[], &facts, here);
        // A scope inside is entered by whoever asks the router for a path in it; another middleware
        // may have kept the preflight from coming there, or a guard for the announced method. With
        // 405 it is the routes of a resource that have wanted the method.
        let method = facts.requested_method.first().unwrap_or_default();
        let is_routed = may_be_of_default_service(response.status())
            && (response.status() == StatusCode::METHOD_NOT_ALLOWED
                || !refused_methods::may_contain(request, method));
        // A no is a no, whoever would have said it.
        let agree = decided.is_err()
            || self.nested_for(path, knows_scopes).all(|nested| {
                let policy = nested.policy.at(answers.versions());
                let looked_up = answers.of(policy, At::Inside);
                let grants = |own| decide_preflight(policy, &[], &facts, own).is_ok();
                (is_routed && nested.place == Place::Scope)
                    || looked_up.is_some_and(|own| grants(own) == decided.is_ok())
            });
        agree.then(|| early::answer(policy, &[], request, here, decided, self.trusts_forwarded))
    }
}
