//! An annotated route as the program declares it: one handler on one path, as a `static`. How it
//! registers and answers is [`crate::route::service`]'s business.

use std::borrow::Cow;

use crate::policy::declaration::{self, BasePolicy, Policy};
use crate::policy::literal::PolicyLiteral;
use crate::policy::overlay::WrittenKey;
use crate::policy::source::Source;

/// One handler on one path pattern. Generated code writes a literal of it for each.
#[derive(Clone, Debug)]
pub struct AnnotatedRoute {
    /// The policy that decides.
    pub policy: RoutePolicy,
    /// The path pattern as written, without the prefixes of scopes.
    pub path: &'static str,
    /// The methods that the handler serves.
    pub methods: &'static [&'static str],
    /// The route attribute has a `guard = …` of its own.
    ///
    /// Only the router can ask such a guard, so nobody else may say that a request belongs to this
    /// route; and two policies may claim the same pattern and method.
    pub guarded: bool,
}

/// The policy of a route.
#[derive(Clone, Debug)]
// It is part of a static, and const evaluation makes no box.
#[allow(clippy::large_enum_variant)]
pub enum RoutePolicy {
    /// Part of the route.
    Own(Policy),
    /// That of several routes.
    Shared(&'static Policy),
}

/// A policy of the program that is a route's own; the place is where the user's attribute is, which
/// called this. Generated code calls it.
#[must_use]
#[track_caller]
pub const fn own_policy(name: &'static str, literal: PolicyLiteral) -> RoutePolicy {
    RoutePolicy::Own(declaration::policy(name, literal))
}

/// The same over a policy that `policy = PATH` names. Generated code calls it.
#[must_use]
#[track_caller]
pub const fn own_overlay(
    name: &'static str,
    base: &'static BasePolicy,
    written: &'static [WrittenKey],
    literal: PolicyLiteral,
) -> RoutePolicy {
    RoutePolicy::Own(declaration::overlay(name, base, written, literal))
}

impl AnnotatedRoute {
    /// A route that is known at run time only. Generated code writes literals.
    #[must_use]
    pub const fn new(
        policy: &'static Policy,
        path: &'static str,
        methods: &'static [&'static str],
    ) -> Self {
        AnnotatedRoute { policy: RoutePolicy::Shared(policy), path, methods, guarded: false }
    }

    /// The same with a guard of its own.
    #[must_use]
    pub const fn guarded(mut self) -> Self {
        self.guarded = true;
        self
    }

    /// Whether the route attribute has guards of its own.
    #[must_use]
    pub const fn is_guarded(&self) -> bool {
        self.guarded
    }

    /// The policy that decides.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        match &self.policy {
            RoutePolicy::Own(policy) => policy,
            RoutePolicy::Shared(policy) => policy,
        }
    }

    /// The path pattern as written, without the prefixes of scopes.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The same as actix-web compiles it: a slash in front, unless it is empty.
    pub(crate) fn pattern(&self) -> Cow<'static, str> {
        if self.path.is_empty() || self.path.starts_with('/') {
            Cow::Borrowed(self.path)
        } else {
            Cow::Owned(format!("/{}", self.path))
        }
    }

    /// The methods that the handler serves.
    #[must_use]
    pub const fn methods(&self) -> &'static [&'static str] {
        self.methods
    }

    /// The handler's name and place: each has a policy of its own, if only one that adds its
    /// methods to another.
    #[must_use]
    pub const fn source(&self) -> Source {
        self.policy().source
    }

    /// Whether the handler serves this method.
    #[must_use]
    #[inline]
    pub fn serves(&self, method: &[u8]) -> bool {
        self.methods.iter().any(|own| own.as_bytes() == method)
    }
}
