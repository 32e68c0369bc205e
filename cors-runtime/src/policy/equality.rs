//! When two policies say the same. It compares what requests are decided by, and not where a policy
//! was written, in which order its lists are, or whether it is a literal, was built or was read.

use std::collections::BTreeSet;

use cors_rules::{OriginRequirements, OriginSource, Origins};

use crate::policy::declaration::Policy;
use crate::policy::header_values::Values;
use crate::policy::prepared::PreparedPolicy;

/// Two policies are equal where they say the same: each key has the same value. Lists are compared
/// as sets; where a policy was written, and what it warns of, does not count. What is written in two
/// ways is not the same, though it may let the same through: `https://a.b.example` beside
/// `https://*.b.example`, or GET among the methods.
///
/// Origins that are known only at run time are equal where they are the same source: the same
/// `OriginSet` or resolver, not another with the same content now; an attribute's `env(…)` of the
/// same variable with the same default. A builder reads its variable when the policy is built: such
/// a policy is equal to one that lists the same origins.
///
/// ```
/// use cors_runtime::Policy;
///
/// let built = Policy::builder().origins(["https://a.example"]).methods(["PUT", "DELETE"]).build()?;
/// let other = Policy::builder().methods(["DELETE", "PUT"]).origins(["https://a.example"]).build()?;
/// assert_eq!(built, other);
/// assert_ne!(built, Policy::builder().origins(["https://a.example"]).build()?);
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.prepared().says_the_same_as(&other.prepared())
    }
}

impl Eq for Policy {}

impl PreparedPolicy {
    pub(crate) fn says_the_same_as(&self, other: &PreparedPolicy) -> bool {
        let (own, others) = (&self.rules, &other.rules);
        if own.disabled || others.disabled {
            return own.disabled == others.disabled
                && own.reject_unlisted == others.reject_unlisted;
        }
        self.refusal == other.refusal
            && self.has_origins_of(other)
            && own.methods == others.methods
            && own.headers == others.headers
            && exposed(&self.values) == exposed(&other.values)
            && own.credentials == others.credentials
            && own.max_age == others.max_age
            && own.preflight_status == others.preflight_status
            && own.reject_unlisted == others.reject_unlisted
    }

    pub(crate) fn has_origins_of(&self, other: &PreparedPolicy) -> bool {
        match (&self.rules.origins, &other.rules.origins) {
            (Origins::Any, Origins::Any) => true,
            (Origins::List(own), Origins::List(others)) => own == others,
            (own, others) => match (own.source(), others.source()) {
                (Some(own), Some(others)) => {
                    is_same_source(own, others) && self.requirements() == other.requirements()
                }
                _ => false,
            },
        }
    }

    /// What decides which origins of a source may have credentials. Of a written list that has been
    /// decided.
    const fn requirements(&self) -> OriginRequirements {
        OriginRequirements::of(&self.rules)
    }
}

fn is_same_source(own: &dyn OriginSource, other: &dyn OriginSource) -> bool {
    let is_same_value = std::ptr::addr_eq(std::ptr::from_ref(own), std::ptr::from_ref(other));
    is_same_value || own.identity().is_some_and(|own| other.identity() == Some(own))
}

/// The names of a list, in any order.
pub(crate) fn exposed(values: &Values) -> BTreeSet<&str> {
    let list = values.expose_headers.as_ref().and_then(|value| value.to_str().ok());
    list.into_iter().flat_map(|list| list.split(',')).map(str::trim).collect()
}
