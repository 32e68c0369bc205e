//! A checked policy and where it was written: a literal of the program, which the macros write, or
//! what a [`PolicyBuilder`](crate::PolicyBuilder) made at start-up. It decides nothing itself.

use std::panic::Location;
use std::sync::Arc;

use crate::error::PolicyError;
use crate::policy::literal::PolicyLiteral;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;

/// A checked CORS policy.
///
/// Write it as [`policy!`](crate::policy) in a `static`, as the attribute
/// [`#[cors]`](macro@crate::cors) above a handler, or build it at start-up with
/// [`Policy::builder`]. However it is made, the same rules have been applied, and there is no other
/// way to get one. It is `Send + Sync`, and wherever one is expected, `&'static Policy` and
/// `Arc<Policy>` both do.
///
/// ```
/// use cors_runtime::Policy;
///
/// let policy = Policy::builder().origins(["https://a.example"]).methods(["PUT"]).build().unwrap();
/// let refused = Policy::builder().any_origin().credentials(true).build().unwrap_err();
/// assert_eq!(refused.issues().next().unwrap().code(), "any_origin_with_credentials");
/// # drop(policy);
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    form: Form,
    pub(crate) source: Source,
}

#[derive(Clone, Debug)]
enum Form {
    /// Part of the program.
    Literal(PolicyLiteral),
    /// Made at start-up.
    Built(Arc<PreparedPolicy>),
}

/// A policy of the program; the place is where the user's attribute is, which called this.
/// Generated code calls it.
#[must_use]
#[track_caller]
pub const fn policy(name: &'static str, literal: PolicyLiteral) -> Policy {
    let place = Location::caller();
    let source = Source { name, file: place.file(), line: place.line() };
    Policy { form: Form::Literal(literal), source }
}

/// The fields of a policy of the program, for struct update: an attribute with `policy = PATH`
/// starts from them. Generated code calls it.
#[must_use]
pub const fn fields(policy: &Policy) -> PolicyLiteral {
    *policy.literal()
}

impl Policy {
    /// A policy whose rules have been checked at run time.
    pub(crate) fn built(prepared: PreparedPolicy) -> Policy {
        Policy { source: prepared.source, form: Form::Built(Arc::new(prepared)) }
    }

    /// Checks what the compiler could not see: the origins of `env(…)` and `from(…)`, together with
    /// this policy's credentials and escapes. A set learns of the policy by this. A policy whose
    /// origins are written in it is always fine.
    ///
    /// Applications do this by themselves while they are built, and [`check_app`](crate::check_app)
    /// does it for all their policies; call it for a policy that is used in another way.
    ///
    /// # Errors
    /// Every problem: a variable that is not set, an entry that is no origin, an origin that must
    /// not have credentials.
    pub fn check_sources(&self) -> Result<(), PolicyError> {
        self.prepared().check_sources()
    }

    /// The rules and header values. Those of a literal are made anew by each call.
    pub(crate) fn prepared(&self) -> Arc<PreparedPolicy> {
        match &self.form {
            Form::Literal(literal) => Arc::new(literal.prepared(self.source)),
            Form::Built(prepared) => Arc::clone(prepared),
        }
    }

    /// The literal of a policy that is written in the program.
    pub(crate) const fn of_program(&self) -> Option<&PolicyLiteral> {
        match &self.form {
            Form::Literal(literal) => Some(literal),
            Form::Built(_) => None,
        }
    }

    /// The literal, for const evaluation.
    pub(crate) const fn literal(&self) -> &PolicyLiteral {
        match &self.form {
            Form::Literal(literal) => literal,
            Form::Built(_) => {
                panic!("only a policy that is written in the program can be a constant")
            }
        }
    }
}
