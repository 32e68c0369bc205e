//! The policy that a server holds: the checked rules, their prebuilt header values, and where it was written.
//! Made by the macros as a `static`, or by [`PolicyBuilder`](crate::PolicyBuilder) at start-up; it decides nothing itself.

use std::fmt;

use actix_web::dev::RequestHead;
use cors_rules::{FieldLines, Headers, Methods, Names, OriginLookup, OriginRequirements};

use crate::error::PolicyError;
use crate::policy::builder::PolicyBuilder;
use crate::policy::header_values::Values;
use crate::request::facts;

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

impl Source {
    /// A configuration file, whose name a deserializer does not tell.
    #[cfg(feature = "serde")]
    pub(crate) const DESERIALIZED: Source = Source { name: "", file: "configuration", line: 0 };
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            "" if self.line == 0 => out.write_str(self.file),
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
    /// Tells policies apart that were built in the same place at run time; 0 for those of the
    /// program.
    pub(crate) number: u32,
}

impl Policy {
    /// Starts a policy from run-time data; it goes through the same rules as the attribute.
    #[track_caller]
    pub fn builder() -> PolicyBuilder {
        PolicyBuilder::new()
    }

    /// Checks what the compiler could not see: the origins of `env(…)` and `from(…)`, together with this policy's
    /// credentials and escapes. A set learns of the policy by this. A policy whose origins are written in it is always fine.
    ///
    /// Applications do this by themselves while they are built, and [`check_app`](crate::check_app) does it for all their
    /// policies; call it for a policy that is used in another way.
    ///
    /// # Errors
    /// Every problem: a variable that is not set, an entry that is no origin, an origin that must not have credentials.
    pub fn check_sources(&self) -> Result<(), PolicyError> {
        let Some(source) = self.rules.origins.source().filter(|_| !self.rules.disabled) else {
            return Ok(());
        };
        let issues = source.bind(OriginRequirements::of(&self.rules));
        match PolicyError::from_issues(issues) {
            Some(error) => Err(error.with_origin(source.describe())),
            None => Ok(()),
        }
    }

    /// What has to be asked for elsewhere about the request's origin, if there is anything.
    pub(crate) fn look_up(&self, head: &RequestHead) -> Option<OriginLookup> {
        let source = self.rules.origins.source().filter(|_| !self.rules.disabled)?;
        match facts::origin(head) {
            FieldLines::One(value) => source.look_up(value, OriginRequirements::of(&self.rules)),
            FieldLines::Absent | FieldLines::Repeated(_) => None,
        }
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
