//! What stands beside a policy in one place of one worker: it asks the other policy about each
//! request, and counts where that says something else.

use std::sync::Arc;

use actix_web::HttpRequest;
use cors_rules::{
    Decision, OriginRequirements, OriginSource, Refusal, decide_actual_answered, decide_answered,
};

use crate::policy::beside::{Beside, Decided};
use crate::policy::placed::PlacedPolicy;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;
use crate::policy::versions::Versions;
use crate::request::facts;
use crate::request::rejection::rejection;
use crate::request::same_origin::is_same_origin;
use crate::shadow::access::{Access, refusal};
use crate::shadow::differing::{Differing, Verdict};
use crate::shadow::event;
use crate::shadow::pair::{Pair, Requests};
use crate::shadow::requested_headers::{lists_header, requested_headers};

const CONTENT_TYPE: &[u8] = b"content-type";

/// The other policy in this place.
#[derive(Debug)]
pub(super) struct Listener {
    pair: Arc<Pair>,
    next: PlacedPolicy,
    requests: Arc<Requests>,
}

impl Listener {
    pub(super) fn new(pair: Arc<Pair>, next: PlacedPolicy) -> Listener {
        let requests = pair.add_place();
        Listener { pair, next, requests }
    }
}

impl Beside for Listener {
    fn hear(&self, decided: Decided<'_>) {
        if is_routers(&decided) {
            return;
        }
        let versions = Versions::now();
        let next = self.next.at(&versions);
        let is_cors = !matches!(decided.decision, Decision::NotCors { .. });
        let Some(decision) = decide(next, &decided) else {
            self.requests.count_not_compared();
            return;
        };
        if is_cors {
            self.requests.count_compared();
        }
        let kept_out = if next.rules.reject_unlisted {
            rejection(decided.request, &decision, decided.trusts_forwarded)
        } else {
            None
        };
        let [own, decision] = as_browsers_read(
            decided.request,
            [(decided.policy, *decided.decision), (next, decision)],
        );
        let was = Access::of(&own, decided.rejection);
        let would_be = Access::of(&decision, kept_out);
        if was != would_be {
            let decided = Decided { decision: &own, ..decided };
            self.differ(next, &decided, &Verdict { decision, rejection: kept_out });
        }
    }

    fn source(&self) -> Source {
        self.next.source()
    }
}

impl Listener {
    #[cold]
    fn differ(&self, next: &PreparedPolicy, decided: &Decided<'_>, verdict: &Verdict) {
        // The server's own pages need no policy to read what it answers.
        let is_actual = matches!(decided.decision, Decision::Actual(_));
        if is_actual && is_same_origin(decided.request, decided.trusts_forwarded) {
            return;
        }
        let differing = Differing::new(decided, next, verdict);
        differing.count(&self.pair);
        event::differ(&self.pair, &differing);
    }
}

/// Whether the decision is that of the router, which decides the same for every policy: no handler
/// of the route serves the method, or another one does.
fn is_routers(decided: &Decided<'_>) -> bool {
    let is_others = matches!(
        refusal(decided.decision, None),
        Some(Refusal::MethodNotServed | Refusal::ServedWithoutPolicy)
    );
    is_others
        || matches!(decided.decision, Decision::Preflight(Err(_)))
            && !decided.route_methods.is_empty()
            && !is_served(decided)
}

/// A preflight names `Content-Type` only where a page sends a value that is not safelisted, and then
/// the browser wants it among the names that are granted
/// ([Fetch, CORS-unsafe request-header names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names)).
fn as_browsers_read(
    request: &HttpRequest,
    decisions: [(&PreparedPolicy, Decision); 2],
) -> [Decision; 2] {
    let is_refused = decisions.map(|(policy, decision)| {
        matches!(&decision, Decision::Preflight(Ok(grant)) if grant.headers_requested)
            && !lists_header(&policy.rules, CONTENT_TYPE)
    });
    let decisions = decisions.map(|(_, decision)| decision);
    if is_refused[0] == is_refused[1] || !requested_headers(request).any(is_content_type) {
        return decisions;
    }
    let refused = Decision::Preflight(Err(Refusal::HeaderNotListed));
    let [own, other] = decisions;
    if is_refused[0] { [refused, other] } else { [own, refused] }
}

fn is_content_type(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(CONTENT_TYPE)
}

fn is_served(decided: &Decided<'_>) -> bool {
    let method = facts::facts(decided.request.head()).requested_method.first().unwrap_or_default();
    decided.route_methods.iter().any(|own| own.as_bytes() == method)
}

/// What the other policy says; nothing where its origins would have to be asked for elsewhere.
fn decide(next: &PreparedPolicy, decided: &Decided<'_>) -> Option<Decision> {
    let answer = match next.rules.origins.source().filter(|source| source.is_looked_up()) {
        Some(source) => is_allowed_by(source, &next.rules, decided)?,
        None => false,
    };
    let head = decided.request.head();
    Some(match decided.decision {
        Decision::Preflight(_) => {
            decide_answered(&next.rules, decided.route_methods, &facts::facts(head), answer)
        }
        Decision::Actual(_) | Decision::NotCors { .. } => {
            decide_actual_answered(&next.rules, facts::origin(head), answer)
        }
    })
}

/// What was looked up for the policy that decides, where both ask in the same place.
fn is_allowed_by(
    source: &dyn OriginSource,
    next: &cors_rules::Policy,
    decided: &Decided<'_>,
) -> Option<bool> {
    if matches!(decided.decision, Decision::NotCors { .. }) {
        return Some(false);
    }
    let own = decided.policy.rules.origins.source()?;
    let is_same = std::ptr::addr_eq(std::ptr::from_ref(own), std::ptr::from_ref(source))
        && !decided.policy.rules.disabled
        && OriginRequirements::of(&decided.policy.rules) == OriginRequirements::of(next);
    is_same.then(|| refusal(decided.decision, None) != Some(Refusal::OriginNotListed))
}
