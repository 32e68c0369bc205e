//! The policy that `policy = PATH` names, by the type of the item at the path: one that is written
//! in the program, which the attribute's keys are merged with in const evaluation, or one that is
//! known when the server starts. A further kind of policy is one more implementation here.

use std::sync::{Arc, LazyLock};

use crate::policy::declaration::Policy;
use crate::policy::literal::PolicyLiteral;
use crate::policy::prepared::PreparedPolicy;

/// A reference to the item at the path. Generated code calls [`NamedPolicy::base`] on a reference
/// to a reference to it: const evaluation cannot call a trait, so there is a method for each type
/// that is a policy.
///
/// Of several methods the compiler takes the one that needs the fewest steps from the receiver. The
/// first step has one candidate only, so that a path that leads nowhere is one error and no
/// ambiguity. [`NamedByPath`] comes last, and says of any other type that it is none.
#[derive(Clone, Copy, Debug)]
pub struct NamedPolicy<T: 'static>(pub &'static T);

/// A policy that another starts from.
#[derive(Clone, Copy, Debug)]
pub struct BasePolicy(Kind);

#[derive(Clone, Copy, Debug)]
enum Kind {
    Policy(&'static Policy),
    Lazy(&'static LazyLock<Policy>),
}

impl NamedPolicy<Policy> {
    /// The policy.
    #[must_use]
    pub const fn base(self: &&Self) -> BasePolicy {
        BasePolicy(Kind::Policy(self.0))
    }
}

impl NamedPolicy<LazyLock<Policy>> {
    /// The policy, which is made when the first route registers that uses it.
    #[must_use]
    pub const fn base(&self) -> BasePolicy {
        BasePolicy(Kind::Lazy(self.0))
    }
}

/// The types that `policy = PATH` may name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no policy",
    label = "`policy` takes the path of a `static` of type `Policy` or `LazyLock<Policy>`"
)]
pub trait IsPolicy {}

impl IsPolicy for Policy {}
impl IsPolicy for LazyLock<Policy> {}

/// What [`NamedPolicy`] says about types that are no policies; never called.
pub trait NamedByPath<T> {
    /// The policy.
    fn base(self) -> BasePolicy
    where
        T: IsPolicy;
}

impl<T> NamedByPath<T> for NamedPolicy<T> {
    fn base(self) -> BasePolicy
    where
        T: IsPolicy,
    {
        unreachable!("each type that is a policy has a method of its own")
    }
}

impl BasePolicy {
    /// One whose type is known.
    #[must_use]
    pub const fn of(policy: &'static Policy) -> BasePolicy {
        BasePolicy(Kind::Policy(policy))
    }

    /// The literal, where the policy is whole in the program.
    pub(crate) const fn literal(&self) -> Option<&'static PolicyLiteral> {
        match self.0 {
            Kind::Policy(policy) => policy.whole_literal(),
            Kind::Lazy(_) => None,
        }
    }

    /// The policy as it is when the server starts.
    pub(crate) fn prepared(&self) -> Arc<PreparedPolicy> {
        match self.0 {
            Kind::Policy(policy) => policy.prepared(),
            Kind::Lazy(policy) => policy.prepared(),
        }
    }
}

/// The fields that an attribute's keys are written over, for struct update: those of a policy that
/// is whole in the program, else none. Generated code calls it.
#[must_use]
pub const fn base_fields(base: &BasePolicy) -> PolicyLiteral {
    match base.literal() {
        Some(literal) => *literal,
        None => PolicyLiteral::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::declaration;

    #[test]
    fn a_policy_of_the_program_has_fields_and_one_of_the_start_up_has_none() {
        static WRITTEN: Policy =
            declaration::policy("x", PolicyLiteral { credentials: true, ..PolicyLiteral::NONE });
        static LAZY: LazyLock<Policy> = LazyLock::new(|| unreachable!("nobody asks"));
        assert!(base_fields(&(&&NamedPolicy(&WRITTEN)).base()).credentials);
        assert!(!base_fields(&(&&NamedPolicy(&LAZY)).base()).credentials);
    }
}
