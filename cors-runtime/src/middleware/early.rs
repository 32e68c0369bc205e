//! What is decided about a request before anything inside is called. A yes is given here only where
//! whoever could be meant says yes; what cannot be known goes inward.

use actix_web::HttpRequest;
use actix_web::dev::ServiceRequest;
use cors_rules::{Decision, OriginAnswer, Refusal, Request as Facts, decide_answered};

use crate::enforce::answers::{Answers, At};
use crate::enforce::decide;
use crate::enforce::note::Note;
use crate::middleware::nesting::{Nested, Place};
use crate::middleware::shared::Shared;
use crate::policy::worker::WorkerPolicy;
use crate::reason::event;
use crate::request::facts::{self, RequestedHeaders};
use crate::response::answer::Answer;
use crate::route::candidates::{Candidates, Prospect};
use crate::route::decider::Decider;
use crate::route::table::{RouteTable, Routes};
use crate::route::{refused_methods, registration, served_methods};

/// Where a preflight goes.
pub(super) enum PreflightStep {
    /// It is answered here.
    Answered(Answer),
    /// It is refused here, unless an outer policy has an answer.
    LeftToOuter(Answer),
    /// Inward, to come back with this answer if nobody inside has one.
    Prepared(Answer),
    /// Inward.
    Inside,
}

type PreflightFacts<'r> = Facts<'r, RequestedHeaders<'r>>;

/// What a policy decides about a preflight by what was looked up for it. Nothing is written about
/// it.
#[inline]
pub(super) fn decide_preflight(
    policy: &WorkerPolicy,
    methods: &[&str],
    facts: &PreflightFacts<'_>,
    answer: &OriginAnswer,
) -> Result<cors_rules::PreflightGrant, Refusal> {
    match decide_answered(&policy.rules, methods, facts, answer.allowed) {
        Decision::Preflight(decided) => decided,
        // Whoever calls this has found out that it is a preflight.
        Decision::NotCors { .. } | Decision::Actual(_) => Err(Refusal::MethodMalformed),
    }
}

/// The answer to a preflight, and the event of it. `trusts_forwarded`: whether a `Cors` here takes a
/// proxy's word.
#[inline]
pub(super) fn answer(
    policy: &WorkerPolicy,
    methods: &'static [&'static str],
    request: &HttpRequest,
    looked_up: &OriginAnswer,
    decided: Result<cors_rules::PreflightGrant, Refusal>,
    trusts_forwarded: bool,
) -> Answer {
    let key = looked_up.key.as_deref();
    let trusts = || trusts_forwarded || Note::trusts_forwarded(request);
    event::decided(policy, methods, request, &Decision::Preflight(decided), key, trusts);
    Answer::preflight(policy.clone(), methods, looked_up.key.clone(), decided)
}

/// The answer of a policy to a preflight that only it can decide; nothing to any other request.
pub(super) fn answer_alone(
    policy: &WorkerPolicy,
    request: &HttpRequest,
    answers: &Answers,
) -> Option<Answer> {
    let facts = &facts::facts(request.head());
    let here = answers.here(policy);
    let decide = || decide_preflight(policy, &[], facts, here);
    facts.is_preflight().then(|| answer(policy, &[], request, here, decide(), false))
}

impl Shared {
    /// What becomes of a preflight; `None` of any other request.
    pub(super) fn preflight(
        &self,
        request: &ServiceRequest,
        answers: &Answers,
    ) -> Option<PreflightStep> {
        let facts = &facts::facts(request.head());
        if !facts.is_preflight() {
            return None;
        }
        let method = facts.requested_method.first().unwrap_or_default();
        let path = request.match_info().as_str();
        let knows_scopes = self.knows_scopes(Note::of(request.request()));
        let trusts = self.trusts_forwarded;
        Some(match self.routes_inside() {
            Some(Routes::Unreadable(routes))
                if served_methods::may_include_at(routes, path, method) =>
            {
                PreflightStep::Inside
            }
            None | Some(Routes::Unreadable(_)) => self.cover(request, facts, method, answers),
            Some(Routes::Read(table)) => {
                table.with_prospect(path, self.wanted(method, 0, knows_scopes), |prospect| {
                    if prospect.only.is_none() && prospect.is_without_routes() {
                        return self.cover(request, facts, method, answers);
                    }
                    match unanimous(table, prospect, path, facts, answers) {
                        Some(_) if self.may_be_anothers(request.request(), method) => {
                            PreflightStep::Inside
                        }
                        Some((policy, methods, looked_up, decided)) => PreflightStep::Answered(
                            answer(policy, methods, request.request(), looked_up, decided, trusts),
                        ),
                        None => self.refuse_if_all_do(table, prospect, request, facts, answers),
                    }
                })
            }
        })
    }

    /// What becomes of a preflight for which several could be meant, or a handler without a policy of
    /// its own: where nobody who could be meant would say yes, it is refused before anybody sees it.
    #[cold]
    fn refuse_if_all_do(
        &self,
        table: &RouteTable,
        prospect: &Prospect,
        request: &ServiceRequest,
        facts: &PreflightFacts<'_>,
        answers: &Answers,
    ) -> PreflightStep {
        let policy = self.policy_for(answers).filter(|_| self.place == Place::Router);
        let Some(policy) = policy else { return PreflightStep::Inside };
        // What cannot be known here may be a yes.
        let path = request.match_info().as_str();
        let refuses = |policy: &WorkerPolicy, methods: &[&str], at: At<'_>| {
            let answer = answers.of(policy, at);
            answer.is_some_and(|own| decide_preflight(policy, methods, facts, own).is_err())
        };
        let handler_refuses =
            |policy: &WorkerPolicy, methods: &[&str]| refuses(policy, methods, At::Handler(path));
        let mut routes = [&prospect.direct].into_iter().chain(prospect.rewritten());
        let mut nested = self.nested_for(path, self.knows_scopes(Note::of(request.request())));
        let all_refuse = routes.all(|candidates| {
            deciders(table, candidates)
                .all(|decider| decider.all(answers.versions(), handler_refuses))
        }) && nested
            .all(|nested| refuses(nested.policy.at(answers.versions()), &[], At::Inside));
        let here = answers.here(policy);
        match decide_preflight(policy, &[], facts, here) {
            Err(refusal) if all_refuse => {
                let request = request.request();
                PreflightStep::Answered(answer(
                    policy,
                    &[],
                    request,
                    here,
                    Err(refusal),
                    self.trusts_forwarded,
                ))
            }
            _ => PreflightStep::Inside,
        }
    }

    /// What becomes of a preflight for a handler that has no policy of its own.
    #[inline(never)]
    fn cover(
        &self,
        request: &ServiceRequest,
        facts: &PreflightFacts<'_>,
        method: &[u8],
        answers: &Answers,
    ) -> PreflightStep {
        let Some(policy) = self.policy_for(answers) else { return PreflightStep::Inside };
        let here = answers.here(policy);
        if self.may_be_anothers(request.request(), method) {
            let refused = Err(Refusal::ServedWithoutPolicy);
            let request = request.request();
            return PreflightStep::LeftToOuter(answer(
                policy,
                &[],
                request,
                here,
                refused,
                self.trusts_forwarded,
            ));
        }
        let decided = decide_preflight(policy, &[], facts, here);
        let path = request.match_info().as_str();
        // Of the same policy further in, what was looked up may be another thing.
        let mut grants = self
            .nested_for(path, self.knows_scopes(Note::of(request.request())))
            .map(|nested| nested.policy.at(answers.versions()))
            .map(|nested| (nested, answers.of(nested, At::Inside)))
            .filter(|(nested, looked_up)| looked_up.is_none() || !nested.is_same(policy))
            .map(|(nested, looked_up)| {
                looked_up.map(|own| decide_preflight(nested, &[], facts, own).is_ok())
            });
        // Whether the nested ones come to the same, if there are any.
        let ours = Some(decided.is_ok());
        let agree = grants.next().map(|first| first == ours && grants.all(|other| other == ours));
        match agree {
            Some(false) => PreflightStep::Inside,
            Some(true) if decided.is_ok() => PreflightStep::Prepared(Answer::preflight(
                policy.clone(),
                &[],
                here.key.clone(),
                decided,
            )),
            None | Some(true) => PreflightStep::Answered(answer(
                policy,
                &[],
                request.request(),
                here,
                decided,
                self.trusts_forwarded,
            )),
        }
    }

    /// Whether the router would lead the announced request to a handler that it tried before it
    /// came here.
    fn may_be_anothers(&self, request: &HttpRequest, method: &[u8]) -> bool {
        let may_have_others = match self.place {
            Place::Router => false,
            Place::Scope | Place::Resource => {
                self.known_routes().is_none_or(|routes| routes.may_have_others_on_the_way(request))
            }
            Place::Route | Place::Elsewhere => true,
        };
        may_have_others && refused_methods::may_contain(request, method)
    }

    /// The same of a preflight that has come here.
    pub(super) fn is_for_another(&self, request: &ServiceRequest) -> bool {
        let method = facts::facts(request.head()).requested_method;
        self.may_be_anothers(request.request(), method.first().unwrap_or_default())
    }

    /// Those inside that may be nearer to the handler of this path, and that the table does not
    /// know.
    pub(super) fn nested_for(
        &self,
        path: &str,
        knows_scopes: bool,
    ) -> impl Iterator<Item = &Nested> {
        let unknown = self.nested.iter().filter(move |own| !self.is_in_table(own, knows_scopes));
        let is_on_the_way = self.on_the_way(path);
        unknown.filter(move |nested| is_on_the_way(nested))
    }

    /// Whether a policy inside refuses unlisted origins that ask for this path.
    pub(super) fn may_be_rejected_inside(&self, path: &str, answers: &Answers) -> bool {
        let is_on_the_way = self.on_the_way(path);
        self.nested.iter().any(|nested| {
            nested.policy.at(answers.versions()).rules.reject_unlisted && is_on_the_way(nested)
        })
    }

    /// Tells which of those inside may be asked for this path.
    fn on_the_way(&self, path: &str) -> impl Fn(&Nested) -> bool + use<> {
        let (mut into_scope, mut somewhere) = (false, false);
        if !self.nested.is_empty() {
            (into_scope, somewhere) = match self.known_routes() {
                Some(routes) => (routes.may_enter_scope(path), routes.may_lead_somewhere(path)),
                None => (true, true),
            };
        }
        move |nested| match nested.place {
            Place::Scope => into_scope,
            Place::Resource => somewhere,
            Place::Router | Place::Route | Place::Elsewhere => true,
        }
    }

    /// The refusal of a request from an unlisted origin that a handler without a policy of its own
    /// could get.
    #[inline]
    pub(super) fn reject(&self, request: &ServiceRequest, answers: &Answers) -> Option<Answer> {
        let policy = self.policy_for(answers).filter(|policy| policy.rules.reject_unlisted)?;
        self.reject_by(policy, request, answers.here(policy))
    }

    fn reject_by(
        &self,
        policy: &WorkerPolicy,
        request: &ServiceRequest,
        answer: &OriginAnswer,
    ) -> Option<Answer> {
        let refusal = decide::reject(
            policy,
            request.request(),
            answer,
            self.trusts_forwarded || Note::trusts_forwarded(request.request()),
        )?;
        let request = self.may_be_covered(request).then(|| request.request())?;
        Some(decide::rejected(policy, request, answer, refusal))
    }

    /// Whether a handler without a policy of its own could get the request.
    fn may_be_covered(&self, request: &ServiceRequest) -> bool {
        let path = request.match_info().as_str();
        let method = request.method().as_str().as_bytes();
        match self.routes_inside() {
            None => true,
            Some(Routes::Read(table)) => {
                let knows_scopes = self.knows_scopes(Note::of(request.request()));
                table.with_prospect(path, self.wanted(method, 0, knows_scopes), |prospect| {
                    if prospect.direct.is_without_routes() && !self.corrects_slashes {
                        return true;
                    }
                    prospect.is_without_routes()
                        || prospect.has_others()
                        || prospect.direct.covered_default
                        || self.corrects_slashes && prospect.corrected.covered_default
                })
            }
            Some(Routes::Unreadable(_)) => {
                !registration::is_first_at(request.resource_map(), path, method)
            }
        }
    }
}

/// Whoever the candidates are.
pub(super) fn deciders<'t>(
    table: &'t RouteTable,
    candidates: &Candidates,
) -> impl Iterator<Item = &'t Decider> {
    candidates.routes().filter_map(|candidate| table.decider(candidate.number))
}

/// A policy, the methods of its route, what was looked up for it, and what it decides.
type Unanimous<'t> = (
    &'t WorkerPolicy,
    &'static [&'static str],
    &'t OriginAnswer,
    Result<cors_rules::PreflightGrant, Refusal>,
);

/// What all who could be meant by a preflight for this path say, in the words of the first; nothing
/// where they differ, where it may be somebody else, or where only they can know.
#[inline]
pub(super) fn unanimous<'t>(
    table: &'t RouteTable,
    prospect: &Prospect,
    path: &str,
    facts: &PreflightFacts<'_>,
    answers: &'t Answers,
) -> Option<Unanimous<'t>> {
    if let Some(only) = prospect.only
        && let Some(decider) = table.decider(only).filter(|decider| decider.is_alone())
    {
        let (policy, methods) = (decider.policy().at(answers.versions()), decider.methods());
        let answer = answers.of(policy, At::Handler(path))?;
        return Some((policy, methods, answer, decide_preflight(policy, methods, facts, answer)));
    }
    unanimous_among(table, prospect, path, facts, answers)
}

fn unanimous_among<'t>(
    table: &'t RouteTable,
    prospect: &Prospect,
    path: &str,
    facts: &PreflightFacts<'_>,
    answers: &'t Answers,
) -> Option<Unanimous<'t>> {
    let direct = &prospect.direct;
    if prospect.has_others() || direct.routes().any(|candidate| candidate.is_guarded) {
        return None;
    }
    let first = deciders(table, direct).next()?;
    let (policy, methods) = (first.policy().at(answers.versions()), first.methods());
    let answer = answers.of(policy, At::Handler(path))?;
    let decided = decide_preflight(policy, methods, facts, answer);
    let agrees = |other: &WorkerPolicy, methods: &[&str]| {
        let grants = |own| decide_preflight(other, methods, facts, own).is_ok();
        other.is_same(policy)
            || answers
                .of(other, At::Handler(path))
                .is_some_and(|own| grants(own) == decided.is_ok())
    };
    let rewritten = prospect.rewritten().flat_map(|candidates| deciders(table, candidates));
    let mut all = deciders(table, direct).chain(rewritten);
    all.all(|decider| decider.all(answers.versions(), agrees))
        .then_some((policy, methods, answer, decided))
}
