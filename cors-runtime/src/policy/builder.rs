//! A policy from run-time data: collects what was written into a [`Draft`] and hands it to the
//! rules of `cors-rules`. It checks nothing itself.

use std::panic::Location;
use std::sync::atomic::{AtomicU32, Ordering};

use cors_rules::{Danger, Draft, Entry, Issues, MaxAgeDraft, OriginsDraft, check};

use crate::error::PolicyError;
use crate::origins::environment::{self, Written};
use crate::origins::shared::SharedOrigins;
use crate::policy::declaration::Policy;
use crate::policy::header_values::Values;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;

/// The number of the next policy that is built; 0 is for those of the program.
static NEXT_NUMBER: AtomicU32 = AtomicU32::new(1);

/// Builds a [`Policy`] at start-up; see [`Policy::builder`].
///
/// Each method replaces what an earlier call of it wrote.
///
/// ```
/// use cors_runtime::Policy;
///
/// let policy: Policy = Policy::builder()
///     .origins(["https://a.example"])
///     .methods(["PUT"])
///     .headers(["name"])
///     .expose(["name"])
///     .credentials(true)
///     .max_age(6)
///     .build()?;
/// # drop(policy);
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct PolicyBuilder {
    draft: Draft,
    /// The set behind [`OriginsDraft::Set`].
    set: Option<SharedOrigins>,
    source: Source,
}

fn entries<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Vec<Entry> {
    texts.into_iter().map(Entry::from).collect()
}

impl Policy {
    /// Starts a policy from run-time data; it goes through the same rules as the attribute.
    #[track_caller]
    pub fn builder() -> PolicyBuilder {
        PolicyBuilder::new()
    }
}

impl PolicyBuilder {
    #[track_caller]
    fn new() -> Self {
        let caller = Location::caller();
        let source = Source { name: "", file: caller.file(), line: caller.line() };
        PolicyBuilder { draft: Draft::default(), set: None, source }
    }

    /// A policy that was written elsewhere.
    #[cfg(feature = "serde")]
    pub(crate) fn from_draft(draft: Draft, source: Source) -> Self {
        PolicyBuilder { draft, set: None, source }
    }

    /// Who may read responses: origins and patterns such as `https://*.b.example` or
    /// `http://localhost:*`.
    pub fn origins<T: Into<String>>(mut self, origins: impl IntoIterator<Item = T>) -> Self {
        self.draft.origins = Some(OriginsDraft::List(entries(origins)));
        self
    }

    /// Who may read responses is said by a set that can change while the server runs: a `static`,
    /// or one in an `Arc`.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use cors_runtime::{OriginSet, Policy};
    ///
    /// static TENANTS: OriginSet = OriginSet::new();
    /// let policy = Policy::builder().origin_set(&TENANTS).methods(["PUT"]).build()?;
    ///
    /// let partners = Arc::new(OriginSet::new());
    /// let policy = Policy::builder().origin_set(Arc::clone(&partners)).credentials(true).build()?;
    /// let refused = partners.insert("http://a.example").unwrap_err();
    /// assert_eq!(refused.issues().next().unwrap().code(), "insecure_origin_with_credentials");
    /// # drop(policy);
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    pub fn origin_set(mut self, set: impl Into<SharedOrigins>) -> Self {
        self.draft.origins = Some(OriginsDraft::Set);
        self.set = Some(set.into());
        self
    }

    /// Who may read responses is said by an environment variable: origins and patterns, separated
    /// by commas, blanks or line breaks, or `*` alone. [`build`](Self::build) reads it. Where the
    /// variable is not set, that is an error.
    ///
    /// ```
    /// use cors_runtime::Policy;
    ///
    /// let error = Policy::builder().origins_from_env("NOT_SET_ANYWHERE").build().unwrap_err();
    /// assert_eq!(error.issues().next().unwrap().code(), "missing_origins");
    /// ```
    pub fn origins_from_env(mut self, variable: impl Into<String>) -> Self {
        self.draft.origins = Some(OriginsDraft::Env { variable: variable.into(), default: None });
        self
    }

    /// The same with origins for the case that the variable is not set. A variable that is set to
    /// nothing is an error.
    pub fn origins_from_env_or<T: Into<String>>(
        mut self,
        variable: impl Into<String>,
        default: impl IntoIterator<Item = T>,
    ) -> Self {
        let default = Some(entries(default));
        self.draft.origins = Some(OriginsDraft::Env { variable: variable.into(), default });
        self
    }

    /// Everybody may read responses. Never together with [`credentials`](Self::credentials).
    pub fn any_origin(mut self) -> Self {
        self.draft.origins = Some(OriginsDraft::Any);
        self
    }

    /// Methods that a preflight may grant; GET, HEAD and POST need no listing.
    pub fn methods<T: Into<String>>(mut self, methods: impl IntoIterator<Item = T>) -> Self {
        self.draft.methods = Some(entries(methods));
        self
    }

    /// A preflight may grant every method.
    pub fn any_method(mut self) -> Self {
        self.draft.methods = Some(entries(["*"]));
        self
    }

    /// Request headers that a preflight may grant.
    pub fn headers<T: Into<String>>(mut self, headers: impl IntoIterator<Item = T>) -> Self {
        self.draft.headers = Some(entries(headers));
        self
    }

    /// A preflight may grant every request header, but `authorization` only with credentials.
    pub fn any_header(mut self) -> Self {
        self.draft.headers = Some(entries(["*"]));
        self
    }

    /// Response headers that scripts may read.
    pub fn expose<T: Into<String>>(mut self, headers: impl IntoIterator<Item = T>) -> Self {
        self.draft.expose = Some(entries(headers));
        self
    }

    /// Scripts may read every response header. Never together with
    /// [`credentials`](Self::credentials).
    pub fn expose_any(mut self) -> Self {
        self.draft.expose = Some(entries(["*"]));
        self
    }

    /// Whether cookies, HTTP authentication and client certificates may be used.
    pub fn credentials(mut self, credentials: bool) -> Self {
        self.draft.credentials = credentials;
        self
    }

    /// How long a browser may cache a preflight, in seconds; `0` turns caching off.
    pub fn max_age(mut self, seconds: u32) -> Self {
        self.draft.max_age = Some(MaxAgeDraft::Seconds(i128::from(seconds)));
        self
    }

    /// Refuse cross-origin requests from unlisted origins with 403 before the handler runs.
    pub fn reject_unlisted(mut self, reject: bool) -> Self {
        self.draft.reject_unlisted = reject;
        self
    }

    /// Success status of preflights, 200 to 299; 204 where it is not set.
    pub fn preflight_status(mut self, status: u16) -> Self {
        self.draft.preflight_status = Some(i128::from(status));
        self
    }

    fn danger(mut self, danger: Danger, set: bool) -> Self {
        self.draft.dangerous.retain(|listed| *listed != danger);
        if set {
            self.draft.dangerous.push(danger);
        }
        self
    }

    /// Lets origins without TLS have credentials. Whoever controls the network can then act as the
    /// user.
    pub fn dangerous_insecure_origins(self, allow: bool) -> Self {
        self.danger(Danger::InsecureOrigins, allow)
    }

    /// Lets a wildcard over a public suffix have credentials. Anybody can register a host there.
    pub fn dangerous_public_suffixes(self, allow: bool) -> Self {
        self.danger(Danger::PublicSuffixes, allow)
    }

    /// Lets the origin `null` be listed. Every sandboxed document of every site sends it.
    pub fn dangerous_null_origin(self, allow: bool) -> Self {
        self.danger(Danger::NullOrigin, allow)
    }

    /// Applies every rule.
    ///
    /// # Errors
    /// All problems at once, each with its code, field, value, message and help; of very many the
    /// first hundred.
    pub fn build(self) -> Result<Policy, PolicyError> {
        let PolicyBuilder { draft, set, source } = self;
        let Written { draft, variable, problem } = environment::read(draft);
        let checked = check(&draft);
        let mut issues: Issues = problem.into_iter().collect();
        issues.append(checked.refusal(|_| true));
        match (checked.policy, PolicyError::from_issues(issues)) {
            (Some(mut rules), None) => {
                if let (Some(set), Some(OriginsDraft::Set)) = (set, draft.origins) {
                    rules.origins = set.into_origins();
                }
                let values = Values::of_texts(&rules.origins, &checked.texts);
                let number = NEXT_NUMBER.fetch_add(1, Ordering::Relaxed);
                let prepared = PreparedPolicy { rules, values, source, number, refusal: None };
                prepared.check_sources()?;
                Ok(Policy::built(prepared))
            }
            (_, Some(error)) => Err(match variable {
                Some(variable) => error.with_origin(environment::describe(&variable)),
                None => error,
            }),
            (None, None) => unreachable!("a draft without errors has a policy"),
        }
    }
}
