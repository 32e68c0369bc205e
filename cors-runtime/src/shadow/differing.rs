//! A request that two policies decide otherwise: which of them lets it in, and what of it the other
//! does not.

use cors_rules::{Decision, Origin, Refusal, grants_method, is_safelisted_method};

use crate::policy::beside::Decided;
use crate::policy::prepared::PreparedPolicy;
use crate::request::facts;
use crate::shadow::access::Access;
use crate::shadow::counts::OnlyOne;
use crate::shadow::network::Network;
use crate::shadow::pair::{Pair, version};
use crate::shadow::requested_headers::{lists_header, requested_headers};

/// What a policy says of a request.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) decision: Decision,
    pub(super) rejection: Option<Refusal>,
}

impl Verdict {
    pub(super) fn access(&self) -> Access {
        Access::of(&self.decision, self.rejection)
    }

    /// Whether the origin itself is refused, whatever else is.
    fn refuses_origin(&self) -> bool {
        let refused = match &self.decision {
            Decision::Actual(Err(refusal)) | Decision::Preflight(Err(refusal)) => *refusal,
            _ => return false,
        };
        matches!(
            refused,
            Refusal::Disabled
                | Refusal::OriginEmpty
                | Refusal::OriginRepeated
                | Refusal::OriginNotListed
                | Refusal::PolicyNotSet
        )
    }
}

/// The request, and both policies.
pub(super) struct Differing<'a> {
    pub(super) decided: &'a Decided<'a>,
    pub(super) next: &'a PreparedPolicy,
    /// The policy that lets less in, and what it says.
    pub(super) refusing: &'a PreparedPolicy,
    pub(super) refused: Verdict,
    /// Whether somebody would lose access; else somebody would gain it.
    pub(super) is_loss: bool,
    granting: &'a PreparedPolicy,
    granted: Access,
}

impl<'a> Differing<'a> {
    pub(super) fn new(
        decided: &'a Decided<'a>,
        next: &'a PreparedPolicy,
        would_be: &Verdict,
    ) -> Differing<'a> {
        let copy = |decision: &Decision, rejection| Verdict { decision: *decision, rejection };
        let own = copy(decided.decision, decided.rejection);
        let other = copy(&would_be.decision, would_be.rejection);
        let is_loss = own.access() > other.access();
        let (granting, granted, refusing, refused) = if is_loss {
            (decided.policy, own.access(), next, other)
        } else {
            (next, other.access(), decided.policy, own)
        };
        Differing { decided, next, refusing, refused, is_loss, granting, granted }
    }

    /// Counts it on the side of the policy that lets it in.
    pub(super) fn count(&self, pair: &Pair) {
        let network = Network::of(self.decided.request, self.decided.trusts_forwarded);
        let mut counts = pair.counts();
        let versions = [self.decided.policy, self.next].map(version);
        // A request that was inside when a policy was replaced says nothing of the present ones.
        let Some(counts) = counts.of_versions(versions) else { return };
        let only = if self.is_loss { &mut counts.only_now } else { &mut counts.only_next };
        only.requests += 1;
        if self.granted != Access::Granted {
            only.kept_out += 1;
            return;
        }
        if self.refused.refuses_origin() {
            self.count_origin(only, network);
        }
        if matches!(self.refused.decision, Decision::Preflight(_)) {
            self.count_preflight(only, network);
        }
    }

    fn count_origin(&self, only: &mut OnlyOne, network: Network) {
        let value = match facts::origin(self.decided.request.head()) {
            cors_rules::FieldLines::One(value) => value,
            _ => b"",
        };
        // What no browser sends cannot break a report either.
        let is_origin = value == b"null" || Origin::parse(value).is_some();
        match str::from_utf8(value) {
            Ok(origin) if is_origin => only.count_origin(origin, network),
            _ => only.unnamed += 1,
        }
    }

    /// What is asked for, piece by piece: a policy stops at the first that it refuses.
    fn count_preflight(&self, only: &mut OnlyOne, network: Network) {
        let asked = facts::facts(self.decided.request.head());
        let (rules, methods) = (&self.refusing.rules, self.decided.route_methods);
        // A policy before its first version, and one for nobody, lists no more than one that is off.
        let grants_nothing = rules.disabled || !self.refusing.is_set();
        let method = asked.requested_method.first().unwrap_or_default();
        if !is_safelisted_method(method)
            && (grants_nothing || !grants_method(rules, methods, method))
        {
            only.count_method(method, network);
        }
        for name in requested_headers(self.decided.request) {
            if lists_header(&self.granting.rules, name)
                && (grants_nothing || !lists_header(rules, name))
            {
                only.count_header(name, network);
            }
        }
    }
}
