//! What has to be looked up elsewhere before anybody decides about a request: for the policy that
//! stands here by the request as it has come, for those further in by what can be known of it here.

use std::pin::Pin;

use actix_web::dev::ServiceRequest;
use actix_web::http::header::ORIGIN;
use cors_rules::{OriginAnswer, OriginLookup};

use crate::enforce::answers::{Answers, At};
use crate::enforce::note::Note;
use crate::middleware::early::deciders;
use crate::middleware::shared::Shared;
use crate::policy::versions::Versions;
use crate::policy::worker::WorkerPolicy;
use crate::request::facts;
use crate::request::lookup_request::LookupRequest;
use crate::route::table::Routes;

/// A lookup that takes time, and the place of its answer.
type Pending = (usize, Pin<Box<dyn Future<Output = OriginAnswer>>>);

/// What is known, and what is not yet.
pub(super) struct Lookups {
    pub(super) answers: Answers,
    pub(super) pending: Vec<Pending>,
}

impl Lookups {
    /// Looks up for a policy, once in each place.
    fn look_up(&mut self, policy: &WorkerPolicy, at: At<'_>, request: &LookupRequest<'_>) {
        if self.answers.has(policy, at) {
            return;
        }
        match policy.look_up(request) {
            None => {}
            Some(OriginLookup::Unknown) => {
                self.answers.add(policy, at, None);
            }
            Some(OriginLookup::Known(answer)) => {
                self.answers.add(policy, at, Some(answer));
            }
            Some(OriginLookup::Pending(lookup)) => {
                // It is a no until it is known.
                let place = self.answers.add(policy, at, Some(OriginAnswer::REFUSED));
                self.pending.push((place, lookup));
            }
        }
    }
}

impl Shared {
    /// Everything that has to be looked up elsewhere before a policy can decide about the request.
    #[cold]
    pub(super) fn look_up(&self, request: &ServiceRequest, versions: Versions) -> Lookups {
        let policies = versions.clone();
        let answers = Answers::of_versions(versions);
        let mut found = Lookups { answers, pending: Vec::new() };
        let head = request.head();
        if !head.headers().contains_key(ORIGIN) {
            return found;
        }
        let trusts = Note::trusts_forwarded_host(request.request(), self.trusts_forwarded);
        if let Some(policy) = self.policy_at(&policies) {
            let here = LookupRequest::here(request.request(), trusts);
            found.look_up(policy, At::Here, &here);
        }
        let further_in = LookupRequest::further_in(request.request(), trusts);
        for nested in self.nested.iter() {
            found.look_up(nested.policy.at(&policies), At::Inside, &further_in);
        }
        if let Some(Routes::Read(table)) = self.routes(request) {
            let facts = facts::facts(head);
            let method = if facts.is_preflight() {
                facts.requested_method.first().unwrap_or_default()
            } else {
                head.method.as_str().as_bytes()
            };
            let path = request.match_info().as_str();
            let knows_scopes = self.knows_scopes(Note::of(request.request()));
            let wanted = self.wanted(method, 0, knows_scopes);
            table.with_prospect(path, wanted, |prospect| {
                for candidates in [&prospect.direct].into_iter().chain(prospect.rewritten()) {
                    for decider in deciders(table, candidates) {
                        let placed = decider.policy();
                        let policy = placed.at(&policies);
                        found.look_up(policy, At::Inside, &further_in);
                        if found.answers.of(policy, At::Handler(path)).is_none()
                            && let Some(ways) = table.ways(path, prospect, wanted, placed)
                        {
                            let foreseen = LookupRequest::foreseen(request.request(), trusts, ways);
                            found.look_up(policy, At::Handler(path), &foreseen);
                        }
                    }
                }
            });
        }
        found
    }
}
