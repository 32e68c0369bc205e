//! A policy wherever one is expected: one that stays as it is, or a live one.

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use crate::error::PolicyError;
use crate::policy::declaration::{BasePolicy, Kind, Policy};
use crate::policy::fixed::FixedPolicy;
use crate::policy::live::LivePolicy;
use crate::policy::live::state::LiveState;
use crate::policy::live::uses::Use;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;
use crate::policy::without_methods;

/// `&'static Policy`, `&'static LazyLock<Policy>`, `Arc<Policy>`, a `Policy` by value, or a
/// [`LivePolicy`] as `&'static LivePolicy` or `Arc<LivePolicy>`: [`Cors::new`](crate::Cors::new)
/// takes them all.
///
/// ```
/// use std::sync::LazyLock;
/// use cors_runtime::{Cors, LivePolicy, Policy};
///
/// static FROM_FILE: LazyLock<Policy> =
///     LazyLock::new(|| Policy::builder().origins(["https://a.example"]).build().unwrap());
/// static LIVE: LivePolicy = LivePolicy::new();
/// let cors = (Cors::new(&FROM_FILE), Cors::new(&LIVE));
/// # drop(cors);
/// ```
#[derive(Clone, Debug)]
pub struct PolicyRef(Repr);

#[derive(Clone, Debug)]
enum Repr {
    Fixed(FixedPolicy),
    Live(LiveRef),
}

/// A live policy that is a `static` of the program, or is shared.
#[derive(Clone, Debug)]
pub(crate) enum LiveRef {
    Static(&'static LiveState),
    Shared(Arc<LivePolicy>),
}

impl LiveRef {
    /// Whether both are the same live policy.
    pub(crate) fn is_same(&self, other: &LiveRef) -> bool {
        let (own, other): (&LiveState, &LiveState) = (self, other);
        std::ptr::eq(own, other)
    }
}

impl Deref for LiveRef {
    type Target = LiveState;

    fn deref(&self) -> &LiveState {
        match self {
            LiveRef::Static(state) => state,
            LiveRef::Shared(policy) => policy.state(),
        }
    }
}

impl PolicyRef {
    /// The policy, where it stays as it is or is written over a live one.
    pub(crate) fn as_fixed(&self) -> Option<&FixedPolicy> {
        match &self.0 {
            Repr::Fixed(policy) => Some(policy),
            Repr::Live(_) => None,
        }
    }

    /// The live policy that it is or that it is written over; with it, what that one has to know
    /// of the keys over it.
    pub(crate) fn live(&self) -> Option<(LiveRef, Option<Use>)> {
        match &self.0 {
            Repr::Live(live) => Some((live.clone(), None)),
            Repr::Fixed(policy) => {
                let (live, own) = policy.over_live()?;
                Some((LiveRef::Static(live), Some(own)))
            }
        }
    }

    /// A middleware or a service is to enforce it for handlers of which nothing is known. Warns
    /// of a policy that is not meant for that.
    pub(crate) fn stand_around_handlers(&self) {
        match &self.0 {
            Repr::Live(live) => live.stand_around_handlers(),
            Repr::Fixed(policy) => {
                if let Some(issue) = policy.without_methods() {
                    without_methods::warn(policy.source, &issue);
                }
            }
        }
    }

    /// Where it was written.
    pub(crate) fn source(&self) -> Source {
        match &self.0 {
            Repr::Fixed(policy) => policy.source,
            Repr::Live(live) => live.place,
        }
    }

    /// The policy as it is now.
    pub(crate) fn prepared(&self) -> Arc<PreparedPolicy> {
        match &self.0 {
            Repr::Fixed(policy) => policy.prepared(),
            Repr::Live(live) => live.prepared(),
        }
    }

    /// Whether both are the same policy, and not only two that say the same: written, built or read
    /// once.
    pub(crate) fn is_same(&self, other: &PolicyRef) -> bool {
        match (&self.0, &other.0) {
            (Repr::Fixed(own), Repr::Fixed(other)) => {
                own.source == other.source && own.number() == other.number()
            }
            (Repr::Live(own), Repr::Live(other)) => own.is_same(other),
            _ => false,
        }
    }

    /// What is wrong with the origins that the environment or a set has now. Neither learns of the
    /// policy by this, so it never keeps anything from being changed.
    pub(crate) fn look_at_sources(&self) -> Result<(), PolicyError> {
        self.prepared().look_at_sources()
    }

    /// See [`Policy::check_sources`]; a live policy learns of this use.
    pub(crate) fn check_sources(&self) -> Result<(), PolicyError> {
        match (&self.0, self.live()) {
            (_, Some((live, Some(own)))) => live.add_use(own),
            (Repr::Fixed(policy), _) => policy.check_sources(),
            // Each of its versions has been checked.
            (Repr::Live(_), _) => Ok(()),
        }
    }
}

impl From<FixedPolicy> for PolicyRef {
    fn from(policy: FixedPolicy) -> Self {
        PolicyRef(Repr::Fixed(policy))
    }
}

impl From<&'static Policy> for PolicyRef {
    fn from(policy: &'static Policy) -> Self {
        PolicyRef::from(FixedPolicy::from(policy))
    }
}

/// That of an attribute. Generated code names it.
#[doc(hidden)]
impl From<&'static BasePolicy> for PolicyRef {
    fn from(policy: &'static BasePolicy) -> Self {
        match policy.kind() {
            Kind::Policy(policy) => PolicyRef::from(policy),
            Kind::Lazy(policy) => PolicyRef::from(policy),
            Kind::Live(state) => PolicyRef(Repr::Live(LiveRef::Static(state))),
        }
    }
}

/// The policy is made here, if that has not been done.
impl From<&'static LazyLock<Policy>> for PolicyRef {
    fn from(policy: &'static LazyLock<Policy>) -> Self {
        PolicyRef::from(FixedPolicy::from(policy))
    }
}

impl From<Arc<Policy>> for PolicyRef {
    fn from(policy: Arc<Policy>) -> Self {
        PolicyRef::from(FixedPolicy::from(policy))
    }
}

impl From<Policy> for PolicyRef {
    fn from(policy: Policy) -> Self {
        PolicyRef::from(FixedPolicy::from(policy))
    }
}

impl From<&'static LivePolicy> for PolicyRef {
    fn from(policy: &'static LivePolicy) -> Self {
        PolicyRef(Repr::Live(LiveRef::Static(policy.state())))
    }
}

impl From<Arc<LivePolicy>> for PolicyRef {
    fn from(policy: Arc<LivePolicy>) -> Self {
        PolicyRef(Repr::Live(LiveRef::Shared(policy)))
    }
}
