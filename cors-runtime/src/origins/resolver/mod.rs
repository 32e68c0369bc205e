//! Origins that are asked for elsewhere: a database, another service. Answers are remembered for a
//! while, in bounds that no client can stretch. Where a set that is kept up to date is possible, it
//! is the better choice: see [`crate::OriginSet`].

mod asked;
mod failure;
mod forgotten;
pub(crate) mod limits;
pub(crate) mod origin_resolver;
mod questions;
pub(crate) mod resolver_request;
mod threads;

use std::fmt;
use std::sync::{Arc, OnceLock};

use cors_rules::{
    Issue, Issues, Key, Matched, Origin, OriginAnswer, OriginLookup, OriginRequest,
    OriginRequirements, OriginSource, Place, Rule,
};

use crate::origins::lookup;
use crate::origins::resolver::asked::Asked;
use crate::origins::resolver::failure::Reason;
use crate::origins::resolver::limits::ResolverLimits;
use crate::origins::resolver::origin_resolver::OriginResolver;
use crate::origins::resolver::questions::Questions;
use crate::origins::resolver::resolver_request::ResolverRequest;

/// Origins that a resolver knows: a `static` that policies name with `origins = from(PATH)`, or a
/// shared one for the builder.
///
/// ```
/// use cors_runtime::{OriginResolver, Policy, ResolvedOrigins, ResolverError, ResolverLimits};
/// # struct Tenants;
/// # impl OriginResolver for Tenants {
/// #     async fn resolve(&self, _: &str, _: Option<&str>) -> Result<bool, ResolverError> { Ok(true) }
/// # }
///
/// static TENANTS: ResolvedOrigins = ResolvedOrigins::new();
///
/// // In `main`, before the server:
/// assert!(TENANTS.start(Tenants, ResolverLimits::default()));
/// let policy = Policy::builder().origin_set(&TENANTS).credentials(true).build()?;
/// # drop(policy);
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
///
/// A request waits for the answer, but not for longer than [`ResolverLimits::time_out`], or twice
/// that where the origin is forgotten meanwhile. Requests from one origin, and with one
/// [key](OriginResolver::key), share one question: there is never a second one at the same time. It is brought to its end, even when all clients have
/// gone away, so that its answer is remembered. Without an answer a request is refused: as long as
/// the resolver fails, is too slow, or was not started. Failures are never remembered.
///
/// An answer decides requests until its time to live is over or the origin is forgotten, and no
/// request after that, however long others that it let in stay open. Those keep their decision.
///
/// A policy with credentials is never answered with yes for an origin without TLS, whatever the
/// resolver says, unless the policy has `dangerous(insecure_origins)`. Whether an origin belongs to
/// somebody is for the resolver to know.
///
/// # Where the resolver runs
/// [`start`](Self::start) starts two threads for all resolvers of the process, with a tokio runtime
/// of their own that ends with the process. So no handler can hold up a question or its time-out.
/// What follows from that for a resolver:
///
/// - It runs inside of tokio, but not of actix-web: `tokio::spawn`, timers, sockets and
///   `tokio::task::spawn_blocking` work, `actix_web::rt::spawn` and
///   `actix_web::rt::System::current()` do not.
/// - It must not block its thread, which others need for their questions; calls that block belong
///   in `spawn_blocking`. No request waits longer for one that does than twice the time-out.
/// - A connection of a pool (`sqlx`, `reqwest`) lives as long as the runtime on which it was
///   opened, and works from any other while that runs. Open the pool in `main`, or lazily
///   (`connect_lazy`), so that the questions open the connections; not in the closure that builds
///   the application, whose runtime ends with its worker.
pub struct ResolvedOrigins {
    questions: OnceLock<Arc<Questions>>,
}

impl ResolvedOrigins {
    /// Origins whose resolver is still to come.
    #[must_use]
    pub const fn new() -> ResolvedOrigins {
        ResolvedOrigins { questions: OnceLock::new() }
    }

    /// Gives the resolver; `false`, and nothing changes, where there is one already.
    ///
    /// # Panics
    /// Where the system has no thread left for the questions.
    pub fn start(&self, resolver: impl OriginResolver, limits: ResolverLimits) -> bool {
        lookup::expect();
        self.questions.set(Arc::new(Questions::new(resolver, limits))).is_ok()
    }

    /// Forgets what was answered about this origin, by whatever [key](OriginResolver::key), so that
    /// the next request asks again. A question
    /// that is on its way is forgotten, too: it is asked again for the requests that wait for it.
    /// So call this when a change is visible to the resolver: no request that waits or comes is
    /// then decided by what was answered before.
    ///
    /// ```
    /// # use cors_runtime::ResolvedOrigins;
    /// # static TENANTS: ResolvedOrigins = ResolvedOrigins::new();
    /// # async fn example() {
    /// // The tenant has left, and the database knows it.
    /// TENANTS.forget("https://a.example").await;
    /// # }
    /// ```
    #[allow(clippy::unused_async)] // that it is awaited is part of the public contract
    pub async fn forget(&self, origin: &str) {
        if let Some(questions) = self.questions.get() {
            questions.forget_origin(origin);
        }
    }

    /// Forgets what was answered by this [key](OriginResolver::key), about whatever origin; see
    /// [`forget`](Self::forget).
    ///
    /// ```
    /// # use cors_runtime::ResolvedOrigins;
    /// # static TENANTS: ResolvedOrigins = ResolvedOrigins::new();
    /// // The tenant has other origins now.
    /// TENANTS.forget_key("acme");
    /// ```
    pub fn forget_key(&self, key: &str) {
        if let Some(questions) = self.questions.get() {
            questions.forget_key(key);
        }
    }

    /// Forgets every answer, and every question that is on its way; see [`forget`](Self::forget).
    pub fn forget_all(&self) {
        if let Some(questions) = self.questions.get() {
            questions.forget_all();
        }
    }

    /// How many answers are remembered, roughly.
    #[must_use]
    pub fn remembered(&self) -> u64 {
        self.questions.get().map_or(0, |questions| questions.remembered())
    }
}

#[diagnostic::do_not_recommend]
impl OriginSource for ResolvedOrigins {
    /// Nothing: an answer belongs to the request that it was asked for.
    fn find(&self, _: &[u8], _: OriginRequirements) -> Option<Matched> {
        None
    }

    fn find_answered(
        &self,
        value: &[u8],
        requirements: OriginRequirements,
        allowed: bool,
    ) -> Option<Matched> {
        Origin::parse(value).filter(|origin| allowed && requirements.admits(origin))?;
        Some(Matched::Pattern)
    }

    fn look_up(
        &self,
        value: &[u8],
        requirements: OriginRequirements,
        request: &dyn OriginRequest,
    ) -> Option<OriginLookup> {
        // What is no origin, or may not be allowed anyway, is no reason to ask.
        Origin::parse(value).filter(|origin| requirements.admits(origin))?;
        let origin = str::from_utf8(value).ok()?;
        Some(look_up(self.questions.get()?, origin, request))
    }

    fn is_looked_up(&self) -> bool {
        true
    }

    fn vary(&self) -> Option<&str> {
        self.questions.get()?.vary()
    }

    fn bind(&self, requirements: OriginRequirements) -> Issues {
        self.violations(requirements)
    }

    fn violations(&self, _: OriginRequirements) -> Issues {
        if let Some(questions) = self.questions.get() {
            return questions.misnamed().map_or_else(Issues::new, misnamed);
        }
        Issues::from(Issue::new(
            Rule::MissingOrigins,
            Place::key(Key::Origins),
            "",
            "the resolver of these origins has not been started, so nobody could read responses",
            "call `ResolvedOrigins::start` in `main`, before the server",
        ))
    }

    fn describe(&self) -> String {
        String::from("the resolver of origins")
    }
}

fn look_up(questions: &Arc<Questions>, origin: &str, request: &dyn OriginRequest) -> OriginLookup {
    let request = ResolverRequest::new(request, questions.named());
    let key = questions.key(&request);
    if request.has_read_unknown() {
        return OriginLookup::Unknown;
    }
    let asked = match &key {
        _ if request.has_read_unnamed() => Err(Reason::HeaderNotNamed),
        Ok(key) => Asked::new(origin, key.as_deref()).ok_or(Reason::KeyTooLong),
        Err(_) => Err(Reason::KeyPanicked),
    };
    let asked = match asked {
        Ok(asked) => asked,
        Err(reason) => {
            questions.write(origin, reason);
            return OriginLookup::Known(OriginAnswer::REFUSED);
        }
    };
    let shows_key = !request.has_read_secret();
    let key = key.ok().flatten().filter(|_| shows_key);
    if let Some(allowed) = questions.remembered_answer(asked.text()) {
        let key = key.filter(|_| !allowed).map(|key| Box::from(&*key));
        return OriginLookup::Known(OriginAnswer { allowed, key });
    }
    let (questions, asked) = (Arc::clone(questions), Arc::from(asked.text()));
    let key = key.map(|key| Box::from(&*key));
    OriginLookup::Pending(Box::pin(async move {
        let allowed = questions.answer(asked, shows_key).await;
        OriginAnswer { allowed, key: key.filter(|_| !allowed) }
    }))
}

/// The problem of a name that no header can have.
fn misnamed(name: &str) -> Issues {
    Issues::from(Issue::new(
        Rule::WrongValue,
        Place::key(Key::Origins),
        name,
        format!(
            "`{}` in `OriginResolver::vary` is no name of a request header",
            name.escape_debug()
        ),
        "name the headers that `OriginResolver::key` reads, such as `x-tenant`",
    ))
}

impl Default for ResolvedOrigins {
    fn default() -> Self {
        ResolvedOrigins::new()
    }
}

impl fmt::Debug for ResolvedOrigins {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ResolvedOrigins")
            .field("remembered", &self.remembered())
            .finish_non_exhaustive()
    }
}
