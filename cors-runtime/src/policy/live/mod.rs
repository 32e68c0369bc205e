//! A policy that is replaced whole while the server runs. Which version decides a request is said
//! by [`crate::policy::versions`]; what was written over it, by [`uses`].

pub(crate) mod changes;
pub(crate) mod not_set;
pub(crate) mod state;
pub(crate) mod uses;
pub(crate) mod version;

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use crate::error::PolicyError;
use crate::policy::declaration::Policy;
use crate::policy::fixed::FixedPolicy;
use crate::policy::live::state::LiveState;
use crate::policy::source::Source;

/// A policy that is replaced whole while the server runs: by a file that has changed, or by an
/// administrator. It is named wherever a policy is: `#[cors(policy = LIVE)]`, alone or with keys
/// written over it, `Cors::new(&LIVE)` and `.cors(&LIVE)`.
///
/// In the program it is a `static`, and never a `const`, which would be another policy at each place
/// that names it. One that is made at run time is shared in an `Arc`.
///
/// ```
/// use actix_web::{App, HttpResponse, get, web};
/// use cors_runtime::{Cors, CorsExt, LivePolicy, Policy, cors};
///
/// static LIVE: LivePolicy = LivePolicy::new();
///
/// #[cors(policy = LIVE, max_age = 600)]
/// #[get("/catalogue")]
/// async fn catalogue() -> HttpResponse {
///     HttpResponse::Ok().finish()
/// }
///
/// LIVE.replace(Policy::builder().origins(["https://a.example"]).build()?)?;
/// let app = App::new()
///     .service(catalogue)
///     .service(web::resource("/item").route(web::get().to(HttpResponse::Ok)).cors(&LIVE))
///     .wrap(Cors::new(&LIVE));
///
/// // While the server runs:
/// LIVE.replace(Policy::disabled())?;
/// # drop(app);
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
///
/// # Before the first policy
/// Nobody is let in: no response has CORS headers, preflights are refused, and requests that a
/// browser marks as cross-origin get 403, as with `reject_unlisted`; the reason says that no policy
/// has been set yet. Keys that are written over it change nothing of that. The server starts all the
/// same. Where it should not, `replace` is called in `main` before it.
///
/// # One request, one version
/// A request is decided by one version from its arrival to its response: a preflight that goes
/// inward and comes back, each [`Cors`](crate::Cors) that it passes, and the annotated route see the
/// same. What comes after a replacement is decided by the new version. A preflight and the request
/// that it announces are two requests, and browsers keep the answer to a preflight for `max_age`.
///
/// # Memory
/// Each worker keeps the version by which it has decided last until its next request, and each
/// request that is inside keeps its own. A version that nobody keeps any more is freed.
pub struct LivePolicy {
    state: LiveState,
}

impl LivePolicy {
    /// A policy that lets nobody in until it is [replaced](Self::replace). Events call it by the
    /// place where this is written.
    #[must_use]
    #[track_caller]
    pub const fn new() -> LivePolicy {
        let place = Location::caller();
        let place = Source { name: "", file: place.file(), line: place.line() };
        LivePolicy { state: LiveState::new(place) }
    }

    /// Puts a policy in the place of the present one: a `&'static Policy`, an `Arc<Policy>`, or a
    /// `Policy` by value. Requests that are inside keep the policy that they came in with, and
    /// nobody waits for anybody but another caller of this method.
    ///
    /// The policy is checked in every use: where an attribute writes keys over it, both together
    /// are held to the rules, as the compiler does it with a policy of the program. Origins that
    /// the environment or a set has are checked as they are when a server starts.
    ///
    /// # Errors
    /// What is wrong with the policy itself, or with it in each use that an application of this
    /// process has registered; the error names the use. Then nothing is changed.
    ///
    /// ```
    /// use cors_runtime::{LivePolicy, OriginSet, Policy};
    ///
    /// static TENANTS: OriginSet = OriginSet::new();
    /// static LIVE: LivePolicy = LivePolicy::new();
    ///
    /// LIVE.replace(Policy::builder().origin_set(&TENANTS).build()?)?;
    /// TENANTS.replace(["http://a.example"])?;
    ///
    /// # static STRICT: Policy =
    /// #     cors_runtime::policy! { origins = from(TENANTS), credentials };
    /// // Its cookies would go to an origin without TLS.
    /// let refused = LIVE.replace(&STRICT).unwrap_err();
    /// assert_eq!(refused.issues().next().unwrap().code(), "insecure_origin_with_credentials");
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    pub fn replace(&self, policy: impl Into<FixedPolicy>) -> Result<(), PolicyError> {
        let policy = policy.into();
        self.state.replace(policy.prepared(), policy.without_methods())
    }

    /// The policy that is in force; `None` before the first. A later replacement does not show in
    /// it.
    ///
    /// ```
    /// use cors_runtime::{LivePolicy, Policy};
    ///
    /// let live = LivePolicy::new();
    /// assert!(live.current().is_none());
    /// live.replace(Policy::disabled())?;
    /// assert!(live.current().is_some());
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    #[must_use]
    pub fn current(&self) -> Option<Policy> {
        self.state.present().map(|version| Policy::of_prepared(Arc::clone(version.given())))
    }

    pub(crate) const fn state(&self) -> &LiveState {
        &self.state
    }
}

impl Default for LivePolicy {
    #[track_caller]
    fn default() -> Self {
        LivePolicy::new()
    }
}

impl fmt::Debug for LivePolicy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("LivePolicy").field("current", &self.current()).finish_non_exhaustive()
    }
}
