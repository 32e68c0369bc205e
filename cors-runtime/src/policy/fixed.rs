//! A policy that stays as it is: a `static` of the program, or one that was built and is shared.

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use crate::policy::declaration::Policy;
use crate::policy::live::state::LiveState;
use crate::policy::live::uses::Use;

/// `&'static Policy`, `&'static LazyLock<Policy>`, `Arc<Policy>` or a `Policy` by value:
/// [`LivePolicy::replace`](crate::LivePolicy::replace) takes them all.
///
/// ```
/// use cors_runtime::{FixedPolicy, Policy};
///
/// let policy = FixedPolicy::from(Policy::builder().origins(["https://a.example"]).build()?);
/// # drop(policy);
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct FixedPolicy(Repr);

#[derive(Clone, Debug)]
enum Repr {
    Static(&'static Policy),
    Shared(Arc<Policy>),
}

impl FixedPolicy {
    /// The policy of the program, if it is one.
    pub(crate) fn as_static(&self) -> Option<&'static Policy> {
        match self.0 {
            Repr::Static(policy) => Some(policy),
            Repr::Shared(_) => None,
        }
    }

    /// The live policy that it is written over, and what that one has to know of it. Only the policy
    /// of an attribute is, which is part of the program.
    pub(crate) fn over_live(&self) -> Option<(&'static LiveState, Use)> {
        let policy = self.as_static()?;
        policy.live_base().map(|live| (live, Use(policy)))
    }
}

impl Deref for FixedPolicy {
    type Target = Policy;

    fn deref(&self) -> &Policy {
        match &self.0 {
            Repr::Static(policy) => policy,
            Repr::Shared(policy) => policy,
        }
    }
}

impl From<&'static Policy> for FixedPolicy {
    fn from(policy: &'static Policy) -> Self {
        FixedPolicy(Repr::Static(policy))
    }
}

/// The policy is made here, if that has not been done.
impl From<&'static LazyLock<Policy>> for FixedPolicy {
    fn from(policy: &'static LazyLock<Policy>) -> Self {
        FixedPolicy(Repr::Static(LazyLock::force(policy)))
    }
}

impl From<Arc<Policy>> for FixedPolicy {
    fn from(policy: Arc<Policy>) -> Self {
        FixedPolicy(Repr::Shared(policy))
    }
}

impl From<Policy> for FixedPolicy {
    fn from(policy: Policy) -> Self {
        FixedPolicy(Repr::Shared(Arc::new(policy)))
    }
}
