//! The policy of a route, a service or a middleware, as one worker has it from the start of its
//! application: the policy itself, or the place of a live one in the table that each request brings.

use std::rc::Rc;

use crate::policy::beside::Beside;
use crate::policy::declaration::Policy;
use crate::policy::reference::PolicyRef;
use crate::policy::source::Source;
use crate::policy::versions::{LiveUse, Versions};
use crate::policy::worker::WorkerPolicy;

/// A policy in its place. What it says is asked for each request, by [`PlacedPolicy::at`]; nothing
/// of it is known before.
#[derive(Clone, Debug)]
pub(crate) enum PlacedPolicy {
    /// It stays as it is.
    Fixed(WorkerPolicy),
    /// It is replaced while the server runs.
    Live(Rc<LiveUse>),
}

impl PlacedPolicy {
    /// That of a service or a middleware.
    pub(crate) fn of_service(policy: &PolicyRef) -> Self {
        if let Some(own) = LiveUse::register(policy) {
            return PlacedPolicy::Live(own);
        }
        let policy = policy.as_fixed().expect("a policy that is not live stays as it is");
        PlacedPolicy::Fixed(WorkerPolicy::of_service(policy))
    }

    /// That of an annotated route.
    pub(crate) fn of_route(policy: &'static Policy) -> Self {
        PlacedPolicy::of_service(&policy.into())
    }

    /// The same, whose decisions are heard in this place.
    pub(crate) fn heard_by(self, beside: Rc<dyn Beside>) -> Self {
        match self {
            PlacedPolicy::Fixed(policy) => PlacedPolicy::Fixed(policy.heard_by(&beside)),
            PlacedPolicy::Live(own) => PlacedPolicy::Live(LiveUse::heard_by(own, beside)),
        }
    }

    /// Where its shadow was written, if it has one in this place.
    #[allow(dead_code)] // for whoever lists the policies of an application
    pub(crate) fn shadow_source(&self) -> Option<Source> {
        let beside = match self {
            PlacedPolicy::Fixed(policy) => policy.beside(),
            PlacedPolicy::Live(own) => own.beside(),
        };
        beside.map(Beside::source)
    }

    /// The policy by which this request is decided.
    #[inline]
    pub(crate) fn at<'v>(&'v self, versions: &'v Versions) -> &'v WorkerPolicy {
        match self {
            PlacedPolicy::Fixed(policy) => policy,
            PlacedPolicy::Live(own) => versions.of(own),
        }
    }

    /// Where it was written.
    pub(crate) fn source(&self) -> Source {
        match self {
            PlacedPolicy::Fixed(policy) => policy.source,
            PlacedPolicy::Live(own) => own.source(),
        }
    }

    /// Whether both are the same policy for every request, and not only two that say the same. What
    /// hears of them changes nothing of that.
    pub(crate) fn is_same(&self, other: &PlacedPolicy) -> bool {
        match (self, other) {
            (PlacedPolicy::Fixed(own), PlacedPolicy::Fixed(other)) => own.is_same(other),
            (PlacedPolicy::Live(own), PlacedPolicy::Live(other)) => own.is_same(other),
            _ => false,
        }
    }
}
