//! A policy wherever one is expected: a `static` of the program, or one that was built and is
//! shared.

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use crate::policy::declaration::Policy;

/// `&'static Policy`, `&'static LazyLock<Policy>`, `Arc<Policy>` or a `Policy` by value:
/// [`Cors::new`](crate::Cors::new) takes them all.
///
/// ```
/// use std::sync::LazyLock;
/// use cors_runtime::{Cors, Policy};
///
/// static FROM_FILE: LazyLock<Policy> =
///     LazyLock::new(|| Policy::builder().origins(["https://a.example"]).build().unwrap());
/// let cors = Cors::new(&FROM_FILE);
/// # drop(cors);
/// ```
#[derive(Clone, Debug)]
pub struct PolicyRef(Repr);

#[derive(Clone, Debug)]
enum Repr {
    Static(&'static Policy),
    Shared(Arc<Policy>),
}

impl PolicyRef {
    /// The policy of the program, if it is one.
    pub(crate) fn as_static(&self) -> Option<&'static Policy> {
        match self.0 {
            Repr::Static(policy) => Some(policy),
            Repr::Shared(_) => None,
        }
    }
}

impl Deref for PolicyRef {
    type Target = Policy;

    fn deref(&self) -> &Policy {
        match &self.0 {
            Repr::Static(policy) => policy,
            Repr::Shared(policy) => policy,
        }
    }
}

impl From<&'static Policy> for PolicyRef {
    fn from(policy: &'static Policy) -> Self {
        PolicyRef(Repr::Static(policy))
    }
}

/// The policy is made here, if that has not been done.
impl From<&'static LazyLock<Policy>> for PolicyRef {
    fn from(policy: &'static LazyLock<Policy>) -> Self {
        PolicyRef(Repr::Static(LazyLock::force(policy)))
    }
}

impl From<Arc<Policy>> for PolicyRef {
    fn from(policy: Arc<Policy>) -> Self {
        PolicyRef(Repr::Shared(policy))
    }
}

impl From<Policy> for PolicyRef {
    fn from(policy: Policy) -> Self {
        PolicyRef(Repr::Shared(Arc::new(policy)))
    }
}
