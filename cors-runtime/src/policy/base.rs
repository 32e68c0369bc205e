//! The policy that `policy = PATH` names, by the type of the item at the path: one that is written
//! in the program, which the attribute's keys are merged with in const evaluation, one that is
//! known when the server starts, or one that is replaced while it runs. A further kind of policy is one more implementation here.

use std::sync::LazyLock;

use crate::policy::declaration::{BasePolicy, Policy};
use crate::policy::live::LivePolicy;

/// A reference to the item at the path. Generated code calls [`NamedPolicy::base`] on a reference
/// to a reference to it: const evaluation cannot call a trait, so there is a method for each type
/// that is a policy.
///
/// Of several methods the compiler takes the one that needs the fewest steps from the receiver. The
/// first step has one candidate only, so that a path that leads nowhere is one error and no
/// ambiguity. [`NamedByPath`] comes last, and says of any other type that it is none.
#[derive(Clone, Copy, Debug)]
pub struct NamedPolicy<T: 'static>(pub &'static T);

impl NamedPolicy<Policy> {
    /// The policy.
    #[must_use]
    pub const fn base(self: &&Self) -> BasePolicy {
        BasePolicy::of(self.0)
    }
}

impl NamedPolicy<LazyLock<Policy>> {
    /// The policy, which is made when the first route registers that uses it.
    #[must_use]
    pub const fn base(&self) -> BasePolicy {
        BasePolicy::lazy(self.0)
    }
}

impl NamedPolicy<LivePolicy> {
    /// The policy, of which each request sees one version.
    #[must_use]
    pub const fn base(&self) -> BasePolicy {
        BasePolicy::live(self.0.state())
    }
}

/// The types that `policy = PATH` may name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no policy",
    label = "`policy` and `shadow` take the path of a `static` of type `Policy`, `LazyLock<Policy>` or `LivePolicy`"
)]
pub trait IsPolicy {}

impl IsPolicy for Policy {}
impl IsPolicy for LazyLock<Policy> {}
impl IsPolicy for LivePolicy {}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::declaration::{base_fields, policy};
    use crate::policy::literal::PolicyLiteral;

    #[test]
    // As generated code writes it.
    #[allow(clippy::needless_borrow)]
    fn a_policy_of_the_program_has_fields_and_one_of_the_start_up_has_none() {
        static WRITTEN: Policy =
            policy("x", PolicyLiteral { credentials: true, ..PolicyLiteral::NONE });
        static LAZY: LazyLock<Policy> = LazyLock::new(|| unreachable!("nobody asks"));
        assert!(base_fields(&(&&NamedPolicy(&WRITTEN)).base()).credentials);
        assert!(!base_fields(&(&&NamedPolicy(&LAZY)).base()).credentials);
    }
}
