//! Whoever has a policy of its own and a place in the table: an annotated route, or a service that
//! was registered with one. Listed by [`crate::route::table`]; its candidates name one by number.

use std::iter::once;
use std::rc::Rc;

use crate::policy::placed::PlacedPolicy;
use crate::policy::source::Source;
use crate::policy::versions::Versions;
use crate::policy::worker::WorkerPolicy;
use crate::route::registered::RegisteredRoute;
use crate::route::registered_service::RegisteredService;

/// One that decides for itself.
#[derive(Clone, Debug)]
pub(crate) enum Decider {
    Route(Rc<RegisteredRoute>),
    Service(Rc<RegisteredService>),
}

impl Decider {
    pub(crate) fn policy(&self) -> &PlacedPolicy {
        match self {
            Decider::Route(route) => route.policy(),
            Decider::Service(service) => service.policy(),
        }
    }

    /// The methods that are known to be served, which a preflight may name although the policy does
    /// not list them. Those of a service are not known.
    pub(crate) fn methods(&self) -> &'static [&'static str] {
        match self {
            Decider::Route(route) => route.methods(),
            Decider::Service(_) => &[],
        }
    }

    /// Whether it is a service with a policy, of whose handlers nothing is known.
    pub(crate) fn is_service(&self) -> bool {
        matches!(self, Decider::Service(_))
    }

    /// Whether both are the same route, or the same service.
    #[cfg(feature = "audit")]
    pub(crate) fn is_same(&self, other: &Decider) -> bool {
        match (self, other) {
            (Decider::Route(own), Decider::Route(other)) => {
                std::ptr::eq(own.declaration(), other.declaration())
            }
            (Decider::Service(own), Decider::Service(other)) => Rc::ptr_eq(own, other),
            _ => false,
        }
    }

    /// Where its policy was written.
    pub(crate) fn source(&self) -> Source {
        self.policy().source()
    }

    /// Whether it is right for its policy, and for those that may be nearer to a handler inside.
    #[inline]
    pub(crate) fn all(
        &self,
        versions: &Versions,
        mut is_right: impl FnMut(&WorkerPolicy, &'static [&'static str]) -> bool,
    ) -> bool {
        match self {
            Decider::Route(route) => is_right(route.policy().at(versions), route.methods()),
            Decider::Service(service) => service.with_inside(|inside| {
                let mut all = once(service.policy()).chain(inside);
                all.all(|policy| is_right(policy.at(versions), &[]))
            }),
        }
    }

    /// Whether its policy is the only one that can decide what comes to it.
    #[inline]
    pub(crate) fn is_alone(&self) -> bool {
        match self {
            Decider::Route(_) => true,
            Decider::Service(service) => service.with_inside(<[PlacedPolicy]>::is_empty),
        }
    }
}
