//! A policy from run-time data: collects what was written into a [`Draft`] and hands it to the
//! rules of `cors-rules`. It checks nothing itself.

use std::panic::Location;
use std::sync::atomic::{AtomicU32, Ordering};

use cors_rules::{
    Danger, Draft, Entry, Issue, Issues, Key, Origins, OriginsDraft, Place, Rule, Surface, check_in,
};

use crate::error::PolicyError;
use crate::origins::environment::{self, Written};
use crate::origins::shared::SharedOrigins;
use crate::origins::switched_off::SWITCHED_OFF;
use crate::policy::declaration::Policy;
use crate::policy::header_values::Values;
use crate::policy::max_age::MaxAge;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;
use crate::policy::warnings::Warnings;

/// The number of the next policy that is built; 0 is for those of the program.
static NEXT_NUMBER: AtomicU32 = AtomicU32::new(1);

/// Builds a [`Policy`] at start-up; see [`Policy::builder`].
///
/// Each key is said once: a second call for the same key is an error of [`build`](Self::build)
/// (`duplicate_key`, or `any_origin_with_list` where one of the two is
/// [`any_origin`](Self::any_origin)), and never replaces the first.
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
    /// A variable that is set and empty switches the policy off.
    empty_env_disables: bool,
    source: Source,
    /// Where it is written, for the words of an error.
    surface: Surface,
    /// Warnings that nobody wants to hear.
    allowed: Vec<Rule>,
    /// What has been called.
    calls: Vec<(Key, &'static str)>,
    /// Calls that contradict an earlier one, and warnings that are none.
    repeated: Issues,
}

fn entries<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Vec<Entry> {
    texts.into_iter().map(|text| Entry::from(text.as_ref())).collect()
}

/// What an empty variable means was said where no variable is named.
fn names_no_variable() -> Issue {
    Issue::new(
        Rule::WrongValue,
        Place::key(Key::Origins),
        "",
        "`.empty_env_disables(true)` means nothing where the origins come from no environment variable",
        "remove it, or name the variable in the place of the origins: `.origins_from_env(\"APP_ORIGINS\")`",
    )
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
        PolicyBuilder::of(Draft::default(), source, Surface::Builder)
    }

    /// A policy that was written elsewhere.
    #[cfg(feature = "serde")]
    pub(crate) fn from_draft(draft: Draft, allowed: Vec<Rule>, source: Source) -> Self {
        PolicyBuilder { allowed, ..PolicyBuilder::of(draft, source, Surface::File) }
    }

    fn of(draft: Draft, source: Source, surface: Surface) -> Self {
        let (allowed, calls, repeated) = (Vec::new(), Vec::new(), Issues::new());
        PolicyBuilder {
            draft,
            set: None,
            empty_env_disables: false,
            source,
            surface,
            allowed,
            calls,
            repeated,
        }
    }

    /// Writes a key by one of its methods, unless it has been written: then that is noted, and the
    /// first call stands.
    fn say(mut self, key: Key, method: &'static str, write: impl FnOnce(&mut Self)) -> Self {
        // Each escape has a method of its own.
        let is_same =
            |call: &&(Key, &str)| call.0 == key && (key != Key::Dangerous || call.1 == method);
        match self.calls.iter().find(is_same).copied() {
            Some((_, first)) => self.repeated.report(|| Issue::duplicate_call(key, first, method)),
            None => write(&mut self),
        }
        self.calls.push((key, method));
        self
    }

    /// Who may read responses: origins and patterns such as `https://*.b.example` or
    /// `http://localhost:*`.
    pub fn origins<T: AsRef<str>>(self, origins: impl IntoIterator<Item = T>) -> Self {
        self.say(Key::Origins, "origins", |this| {
            this.draft.origins = Some(OriginsDraft::List(entries(origins)));
        })
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
    pub fn origin_set(self, set: impl Into<SharedOrigins>) -> Self {
        self.say(Key::Origins, "origin_set", |this| {
            this.draft.origins = Some(OriginsDraft::Set);
            this.set = Some(set.into());
        })
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
    pub fn origins_from_env(self, variable: impl Into<String>) -> Self {
        self.say(Key::Origins, "origins_from_env", |this| {
            this.draft.origins =
                Some(OriginsDraft::Env { variable: variable.into(), default: None });
        })
    }

    /// The same with origins for the case that the variable is not set. A variable that is set to
    /// nothing is an error.
    pub fn origins_from_env_or<T: AsRef<str>>(
        self,
        variable: impl Into<String>,
        default: impl IntoIterator<Item = T>,
    ) -> Self {
        self.say(Key::Origins, "origins_from_env_or", |this| {
            let default = Some(entries(default));
            this.draft.origins = Some(OriginsDraft::Env { variable: variable.into(), default });
        })
    }

    /// Whether an environment variable that is set and empty switches the policy off, as
    /// [`Policy::disabled`] does; otherwise it is an error. It says something of
    /// [`origins_from_env`](Self::origins_from_env) and
    /// [`origins_from_env_or`](Self::origins_from_env_or), and is an error beside any other origins.
    ///
    /// ```
    /// use cors_runtime::Policy;
    ///
    /// let policy = Policy::builder().origins_from_env("NOT_SET_ANYWHERE").empty_env_disables(true);
    /// let error = policy.build().unwrap_err();
    /// assert_eq!(error.issues().next().unwrap().code(), "missing_origins", "it is not even set");
    /// ```
    pub fn empty_env_disables(mut self, disables: bool) -> Self {
        self.empty_env_disables = disables;
        self
    }

    /// Everybody may read responses. Never together with [`credentials`](Self::credentials).
    pub fn any_origin(self) -> Self {
        self.say(Key::Origins, "any_origin", |this| {
            this.draft.origins = Some(OriginsDraft::Any);
        })
    }

    /// Methods that a preflight may grant; GET, HEAD and POST need no listing. They are texts, or
    /// the `Method` of actix-web.
    ///
    /// ```
    /// use actix_web::http::Method;
    /// use cors_runtime::Policy;
    ///
    /// let policy = Policy::builder().origins(["https://a.example"]).methods([Method::PUT, Method::DELETE]).build()?;
    /// # drop(policy);
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    pub fn methods<T: AsRef<str>>(self, methods: impl IntoIterator<Item = T>) -> Self {
        self.say(Key::Methods, "methods", |this| {
            this.draft.methods = Some(entries(methods));
        })
    }

    /// A preflight may grant every method.
    pub fn any_method(self) -> Self {
        self.say(Key::Methods, "any_method", |this| {
            this.draft.methods = Some(entries(["*"]));
        })
    }

    /// Request headers that a preflight may grant: texts, or the `HeaderName` of actix-web.
    ///
    /// ```
    /// use actix_web::http::header;
    /// use cors_runtime::Policy;
    ///
    /// let names = [header::AUTHORIZATION, header::CONTENT_TYPE];
    /// let policy = Policy::builder().origins(["https://a.example"]).headers(names).build()?;
    /// # drop(policy);
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    pub fn headers<T: AsRef<str>>(self, headers: impl IntoIterator<Item = T>) -> Self {
        self.say(Key::Headers, "headers", |this| {
            this.draft.headers = Some(entries(headers));
        })
    }

    /// A preflight may grant every request header, but `authorization` only with credentials, since
    /// the `*` of the Fetch standard does not cover it: see
    /// [`any_header_and_authorization`](Self::any_header_and_authorization).
    pub fn any_header(self) -> Self {
        self.say(Key::Headers, "any_header", |this| {
            this.draft.headers = Some(entries(["*"]));
        })
    }

    /// A preflight may grant every request header, and `authorization`: for pages that send tokens.
    /// It is the same as `.headers(["*", "authorization"])`.
    pub fn any_header_and_authorization(self) -> Self {
        self.say(Key::Headers, "any_header_and_authorization", |this| {
            this.draft.headers = Some(entries(["*", "authorization"]));
        })
    }

    /// Response headers that scripts may read: texts, or the `HeaderName` of actix-web.
    pub fn expose<T: AsRef<str>>(self, headers: impl IntoIterator<Item = T>) -> Self {
        self.say(Key::Expose, "expose", |this| {
            this.draft.expose = Some(entries(headers));
        })
    }

    /// Scripts may read every response header. Never together with
    /// [`credentials`](Self::credentials).
    pub fn expose_any(self) -> Self {
        self.say(Key::Expose, "expose_any", |this| {
            this.draft.expose = Some(entries(["*"]));
        })
    }

    /// Whether cookies, HTTP authentication and client certificates may be used.
    pub fn credentials(self, credentials: bool) -> Self {
        self.say(Key::Credentials, "credentials", |this| {
            this.draft.credentials = credentials;
        })
    }

    /// How long a browser may cache a preflight: seconds, a `Duration` of whole seconds, text such
    /// as `"10m"`, or an `Option` of one of these; see [`MaxAge`]. `0` turns caching off.
    pub fn max_age(self, age: impl Into<MaxAge>) -> Self {
        self.say(Key::MaxAge, "max_age", |this| {
            this.draft.max_age = age.into().into_draft();
        })
    }

    /// Refuse cross-origin requests from unlisted origins with 403 before the handler runs.
    pub fn reject_unlisted(self, reject: bool) -> Self {
        self.say(Key::RejectUnlisted, "reject_unlisted", |this| {
            this.draft.reject_unlisted = reject;
        })
    }

    /// Success status of preflights, 200 to 299; 204 where it is not set.
    pub fn preflight_status(self, status: u16) -> Self {
        self.say(Key::PreflightStatus, "preflight_status", |this| {
            this.draft.preflight_status = Some(i128::from(status));
        })
    }

    fn danger(self, danger: Danger, method: &'static str, set: bool) -> Self {
        self.say(Key::Dangerous, method, |this| {
            if set {
                this.draft.dangerous.push(danger);
            }
        })
    }

    /// Lets origins without TLS, and networks, have credentials. Whoever controls the network, or has
    /// one of its addresses, can then act as the user.
    pub fn dangerous_insecure_origins(self, allow: bool) -> Self {
        self.danger(Danger::InsecureOrigins, "dangerous_insecure_origins", allow)
    }

    /// Lets a wildcard over a public suffix have credentials. Anybody can register a host there.
    pub fn dangerous_public_suffixes(self, allow: bool) -> Self {
        self.danger(Danger::PublicSuffixes, "dangerous_public_suffixes", allow)
    }

    /// Lets the origin `null` be listed. Every sandboxed document of every site sends it.
    pub fn dangerous_null_origin(self, allow: bool) -> Self {
        self.danger(Danger::NullOrigin, "dangerous_null_origin", allow)
    }

    /// Lets a pattern for every extension of a browser have credentials. Each extension that a
    /// visitor has installed can then act as the visitor.
    pub fn dangerous_any_extension(self, allow: bool) -> Self {
        self.danger(Danger::AnyExtension, "dangerous_any_extension", allow)
    }

    /// Silences named warnings, see [`Policy::warnings`]. No error can be silenced.
    ///
    /// ```
    /// use cors_runtime::Policy;
    ///
    /// let public = Policy::builder().any_origin().any_header().allow(["authorization_not_covered"]).build()?;
    /// assert_eq!(public.warnings().count(), 0);
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    pub fn allow<T: AsRef<str>>(self, warnings: impl IntoIterator<Item = T>) -> Self {
        self.say(Key::Allow, "allow", |this| {
            for text in warnings {
                match Rule::warning(text.as_ref()) {
                    Some(rule) => this.allowed.push(rule),
                    None => this.repeated.report(|| Issue::unknown_warning(text.as_ref())),
                }
            }
        })
    }

    /// Applies every rule.
    ///
    /// # Errors
    /// All problems at once, each with its code, field, value, message and help; of very many the
    /// first hundred.
    pub fn build(self) -> Result<Policy, PolicyError> {
        let PolicyBuilder {
            draft,
            set,
            empty_env_disables,
            source,
            surface,
            allowed,
            calls: _,
            repeated,
        } = self;
        let Written { draft, variable, problem, disabled } =
            environment::read(draft, empty_env_disables);
        let origins = if variable.is_some() { Surface::Environment } else { surface };
        let checked = check_in(&draft, surface, origins);
        let mut issues = repeated;
        issues.extend(problem);
        issues.extend((empty_env_disables && variable.is_none()).then(names_no_variable));
        issues.append(checked.refusal(|_| true));
        let warnings = Warnings::of(&checked, &allowed, surface, source);
        match (checked.policy, PolicyError::from_issues(issues)) {
            (Some(mut rules), None) => {
                if disabled {
                    rules.disabled = true;
                    rules.origins = Origins::Source(&SWITCHED_OFF);
                }
                if let (Some(set), Some(OriginsDraft::Set)) = (set, draft.origins) {
                    rules.origins = set.into_origins();
                }
                let values = Values::of_texts(&rules.origins, &checked.texts);
                let number = NEXT_NUMBER.fetch_add(1, Ordering::Relaxed);
                let prepared = PreparedPolicy {
                    rules,
                    values,
                    source,
                    number,
                    refusal: None,
                    warnings,
                    version: None,
                };
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
