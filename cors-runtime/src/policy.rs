//! The policy that a server holds: the checked rules, their prebuilt header values, and where it was written.
//! Made by the macros as a `static`, or by [`PolicyBuilder`](crate::PolicyBuilder) at start-up; it decides nothing itself.

use std::fmt;

use cors_rules::{Headers, Methods, Names};

use crate::PolicyBuilder;
use crate::values::Values;

/// Where a policy was written, for events and start-up messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name of the handler or of the static; empty for a policy that was built at run time.
    pub name: &'static str,
    /// The source file.
    pub file: &'static str,
    /// The line in it.
    pub line: u32,
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            "" => write!(out, "{}:{}", self.file, self.line),
            name => write!(out, "`{name}` at {}:{}", self.file, self.line),
        }
    }
}

/// A checked CORS policy.
///
/// Write it as [`policy!`](crate::policy) in a `static`, as the attribute [`#[cors]`](macro@crate::cors) above a handler, or
/// build it at start-up with [`Policy::builder`]. However it is made, the same rules have been applied, and there is no
/// other way to get one. It is `Send + Sync`, and wherever one is expected, `&'static Policy` and `Arc<Policy>` both do.
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
    pub(crate) rules: cors_rules::Policy,
    pub(crate) values: Values,
    pub(crate) source: Source,
}

impl Policy {
    /// Starts a policy from run-time data; it goes through the same rules as the attribute.
    #[track_caller]
    pub fn builder() -> PolicyBuilder {
        PolicyBuilder::new()
    }

    /// Where the policy was written; generated code says the same of its routes.
    #[doc(hidden)]
    #[must_use]
    pub const fn __source(&self) -> Source {
        self.source
    }
}

pub(crate) const fn copy_methods(methods: &Methods) -> Methods {
    match methods {
        Methods::OfRoute => Methods::OfRoute,
        Methods::Any => Methods::Any,
        Methods::List(names) => Methods::List(copy_names(names)),
    }
}

pub(crate) const fn copy_headers(headers: &Headers) -> Headers {
    match headers {
        Headers::Any { authorization } => Headers::Any { authorization: *authorization },
        Headers::List(names) => Headers::List(copy_names(names)),
    }
}

const fn copy_names(names: &Names) -> Names {
    names.literal_copy()
}
