//! A checked policy and where it was written: a literal of the program, which the macros write, or
//! what a [`PolicyBuilder`](crate::PolicyBuilder) made at start-up. It decides nothing itself.

use std::panic::Location;
use std::sync::{Arc, LazyLock};

use cors_rules::Issue;

use crate::error::PolicyError;
use crate::policy::literal::PolicyLiteral;
use crate::policy::live::state::LiveState;
use crate::policy::live::uses::WrittenOver;
use crate::policy::overlay::{self, WrittenKey};
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;
use crate::policy::warnings::Warnings;

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
    /// What an attribute has written over a policy that is known when the server starts.
    Overlay(Overlay),
}

/// What an attribute has written, and over which policy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overlay {
    base: &'static BasePolicy,
    /// The keys that are written.
    written: &'static [WrittenKey],
    /// Their values, and the methods of the route.
    literal: PolicyLiteral,
}

impl Overlay {
    /// Whether the key `headers` is written.
    pub(crate) const fn writes_headers(&self) -> bool {
        let mut rest = self.written;
        while let [key, others @ ..] = rest {
            if matches!(key, WrittenKey::Headers) {
                return true;
            }
            rest = others;
        }
        false
    }
}

/// A policy that another starts from.
#[derive(Clone, Copy, Debug)]
pub struct BasePolicy(Kind);

#[derive(Clone, Copy, Debug)]
enum Kind {
    Policy(&'static Policy),
    Lazy(&'static LazyLock<Policy>),
    Live(&'static LiveState),
}

impl BasePolicy {
    /// One whose type is known.
    #[must_use]
    pub const fn of(policy: &'static Policy) -> BasePolicy {
        BasePolicy(Kind::Policy(policy))
    }

    /// One that is made when it is needed first.
    #[must_use]
    pub const fn lazy(policy: &'static LazyLock<Policy>) -> BasePolicy {
        BasePolicy(Kind::Lazy(policy))
    }

    /// One that is replaced while the server runs.
    pub(crate) const fn live(policy: &'static LiveState) -> BasePolicy {
        BasePolicy(Kind::Live(policy))
    }

    /// The literal, where the policy is whole in the program.
    pub(crate) const fn literal(&self) -> Option<&'static PolicyLiteral> {
        match self.0 {
            Kind::Policy(policy) => policy.whole_literal(),
            Kind::Lazy(_) | Kind::Live(_) => None,
        }
    }

    /// The policy as it is when the server starts.
    pub(crate) fn prepared(&self) -> Arc<PreparedPolicy> {
        match self.0 {
            Kind::Policy(policy) => policy.prepared(),
            Kind::Lazy(policy) => policy.prepared(),
            Kind::Live(policy) => policy.prepared(),
        }
    }

    /// The live policy that it starts from, itself or by others.
    fn live_state(&self) -> Option<&'static LiveState> {
        match self.0 {
            Kind::Policy(policy) => policy.live_base(),
            Kind::Lazy(policy) => policy.live_base(),
            Kind::Live(policy) => Some(policy),
        }
    }

    /// The policy with this version of the live one.
    fn prepared_over(&self, live: &PreparedPolicy) -> Arc<PreparedPolicy> {
        match self.0 {
            Kind::Policy(policy) => policy.prepared_over(live),
            Kind::Lazy(policy) => policy.prepared_over(live),
            Kind::Live(_) => Arc::new(live.clone()),
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

/// A policy of the program; the place is where the user's attribute is, which called this.
/// Generated code calls it.
#[must_use]
#[track_caller]
pub const fn policy(name: &'static str, literal: PolicyLiteral) -> Policy {
    let place = Location::caller();
    let source = Source { name, file: place.file(), line: place.line() };
    Policy { form: Form::Literal(literal), source }
}

/// What an attribute has written over another policy. The place is where the user's attribute is,
/// which called this. Generated code calls it.
#[must_use]
#[track_caller]
pub const fn overlay(
    name: &'static str,
    base: &'static BasePolicy,
    written: &'static [WrittenKey],
    literal: PolicyLiteral,
) -> Policy {
    let policy = policy(name, literal);
    if base.literal().is_some() {
        return policy;
    }
    let source = policy.source;
    std::mem::forget(policy);
    Policy { form: Form::Overlay(Overlay { base, written, literal }), source }
}

/// What is written in the program of a policy: all of it, or an attribute's keys over a policy that
/// is known when the server starts. Generated code calls it.
#[must_use]
pub const fn fields(policy: &Policy) -> PolicyLiteral {
    match &policy.form {
        Form::Literal(literal) => *literal,
        // Whether its credentials are admitted depends on the other policy too.
        Form::Overlay(overlay) => PolicyLiteral { credentials: false, ..overlay.literal },
        Form::Built(_) => PolicyLiteral::NONE,
    }
}

/// The same of a literal that is written over a base, for what is asked about its constants.
/// Generated code calls it.
#[must_use]
pub const fn fields_over(base: &BasePolicy, literal: &PolicyLiteral) -> PolicyLiteral {
    match base.literal() {
        Some(_) => *literal,
        None => PolicyLiteral { credentials: false, ..*literal },
    }
}

impl Policy {
    /// A policy whose rules have been checked at run time.
    pub(crate) fn built(prepared: PreparedPolicy) -> Policy {
        Policy::of_prepared(Arc::new(prepared))
    }

    /// The same of one that is shared.
    pub(crate) fn of_prepared(prepared: Arc<PreparedPolicy>) -> Policy {
        Policy { source: prepared.source, form: Form::Built(prepared) }
    }

    /// The policy of whoever wants no CORS: no response has CORS headers, and preflights are
    /// refused. It is what the key `disabled` says, for wherever a policy is expected.
    ///
    /// ```
    /// use actix_web::test::TestRequest;
    /// use cors_runtime::{Policy, Reason, Refusal, explain};
    ///
    /// static OFF: Policy = Policy::disabled();
    ///
    /// let request = TestRequest::default().insert_header(("origin", "https://a.example"));
    /// let explanation = explain(&OFF, &request.to_http_request());
    /// assert_eq!(explanation.reason(), Reason::Refused(Refusal::Disabled));
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn disabled() -> Policy {
        policy("", PolicyLiteral { disabled: true, ..PolicyLiteral::NONE })
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

    /// What is hardly as it was meant, though it breaks nothing: `authorization_not_covered`,
    /// `max_age_capped` and the other warnings of the [reference](crate::reference). It is empty for
    /// a policy of the program, of which the compiler has said it. Each is also an event (`tracing`,
    /// target `cors::startup`, warn), once, when an application takes the policy.
    /// [`PolicyBuilder::allow`](crate::PolicyBuilder::allow), or `allow` in a file, silences those
    /// that it names.
    ///
    /// ```
    /// use cors_runtime::Policy;
    ///
    /// let policy = Policy::builder().any_origin().any_header().build()?;
    /// let warning = policy.warnings().next().unwrap();
    /// assert_eq!(warning.code(), "authorization_not_covered");
    /// assert_eq!(warning.help(), "write `.any_header_and_authorization()` if pages send tokens");
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    pub fn warnings(&self) -> impl Iterator<Item = &Issue> {
        let warnings = match &self.form {
            Form::Built(prepared) => prepared.warnings.as_deref(),
            Form::Literal(_) | Form::Overlay(_) => None,
        };
        warnings.map(Warnings::issues).unwrap_or_default().iter()
    }

    /// The rules and header values. Those of a literal are made anew by each call.
    pub(crate) fn prepared(&self) -> Arc<PreparedPolicy> {
        match &self.form {
            Form::Literal(literal) => Arc::new(literal.prepared(self.source)),
            Form::Built(prepared) => Arc::clone(prepared),
            Form::Overlay(overlay) => {
                let Overlay { base, written, literal } = overlay;
                Arc::new(overlay::merged(&base.prepared(), written, literal, self.source))
            }
        }
    }

    /// The live policy that this one starts from.
    pub(crate) fn live_base(&self) -> Option<&'static LiveState> {
        self.overlay().and_then(|overlay| overlay.base.live_state())
    }

    /// The rules and header values over this version of the live policy.
    fn prepared_over(&self, live: &PreparedPolicy) -> Arc<PreparedPolicy> {
        match &self.form {
            Form::Literal(_) | Form::Built(_) => self.prepared(),
            Form::Overlay(overlay) => {
                let Overlay { base, written, literal } = overlay;
                let base = base.prepared_over(live);
                Arc::new(overlay::merged(&base, written, literal, self.source))
            }
        }
    }

    /// The literal of a policy that is whole in the program, for const evaluation.
    pub(crate) const fn whole_literal(&self) -> Option<&PolicyLiteral> {
        match &self.form {
            Form::Literal(literal) => Some(literal),
            Form::Built(_) | Form::Overlay(_) => None,
        }
    }

    /// The warning `policy_without_methods`, for a policy of the program that a middleware takes.
    pub(crate) fn without_methods(&self) -> Option<Issue> {
        let literal = self.whole_literal().filter(|literal| !literal.without_methods_allowed)?;
        cors_rules::policy_without_methods(&literal.prepared(self.source).rules)
    }

    /// Whether its handler takes a body that pages send without asking.
    #[cfg(feature = "audit")]
    pub(crate) const fn takes_form(&self) -> bool {
        match &self.form {
            Form::Literal(literal) => literal.takes_form,
            Form::Overlay(overlay) => overlay.literal.takes_form,
            Form::Built(_) => false,
        }
    }

    /// The keys that are written over another policy.
    pub(crate) const fn overlay(&self) -> Option<&Overlay> {
        match &self.form {
            Form::Overlay(overlay) => Some(overlay),
            Form::Literal(_) | Form::Built(_) => None,
        }
    }
}

impl WrittenOver for Policy {
    fn written_over(&self, live: &PreparedPolicy) -> PreparedPolicy {
        PreparedPolicy::clone(&self.prepared_over(live))
    }
}
