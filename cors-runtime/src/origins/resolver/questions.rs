//! Asking and remembering. One question for each origin, a few at once, each with an end; answers in a cache whose size
//! does not depend on who asks. The cache keeps what is asked for often, so that a flood of invented origins, each asked for
//! once, does not displace those of real tenants.

use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use moka::Expiry;
use moka::future::Cache;
use tokio::sync::Semaphore;

use super::{OriginResolver, ResolverError, ResolverLimits};

/// How often it is said that questions are refused.
const QUIET: Duration = Duration::from_secs(1);

/// The id of the next source.
static NEXT: AtomicU64 = AtomicU64::new(0);

type Resolving<'a> = Pin<Box<dyn Future<Output = Result<bool, ResolverError>> + Send + 'a>>;

/// A resolver behind a pointer.
trait Resolve: Send + Sync {
    fn resolve<'a>(&'a self, origin: &'a str) -> Resolving<'a>;
}

impl<R: OriginResolver> Resolve for R {
    fn resolve<'a>(&'a self, origin: &'a str) -> Resolving<'a> {
        Box::pin(OriginResolver::resolve(self, origin))
    }
}

/// The questions and answers of one [`super::ResolvedOrigins`].
pub(super) struct Questions {
    id: u64,
    resolver: Box<dyn Resolve>,
    answers: Cache<Arc<str>, bool>,
    slots: Arc<Semaphore>,
    time_out: Duration,
    turned_away: TurnedAway,
}

/// Why there is no answer.
#[derive(Debug)]
enum Failure {
    /// Too many questions are on their way.
    Busy,
    TimeOut,
    Failed(ResolverError),
    /// The resolver panicked, or the server is going down.
    Ended,
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Busy => out.write_str("too many questions at once"),
            Failure::TimeOut => out.write_str("no answer in time"),
            Failure::Failed(error) => write!(out, "{error}"),
            Failure::Ended => out.write_str("the resolver ended without an answer"),
        }
    }
}

impl Questions {
    pub(super) fn new(resolver: impl OriginResolver, limits: ResolverLimits) -> Questions {
        let ResolverLimits { answers, allowed_for, refused_for, time_out, questions } = limits;
        Questions {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            resolver: Box::new(resolver),
            answers: Cache::builder()
                .max_capacity(answers)
                .expire_after(Lifetimes { allowed_for, refused_for })
                .build(),
            slots: Arc::new(Semaphore::new(questions.min(Semaphore::MAX_PERMITS))),
            time_out,
            turned_away: TurnedAway::default(),
        }
    }

    /// No other source has the same.
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// Whether the origin is allowed: what is remembered, or what the resolver says. No answer is a no.
    pub(super) async fn answer(self: Arc<Self>, origin: Arc<str>) -> bool {
        let asked = Arc::clone(&self).ask(Arc::clone(&origin));
        // Whoever comes while the first one asks waits for the same answer.
        self.answers.try_get_with(origin, asked).await.unwrap_or(false)
    }

    /// Asks, and writes down why there is no answer; that happens once for all who wait for it.
    async fn ask(self: Arc<Self>, origin: Arc<str>) -> Result<bool, Failure> {
        let result = Arc::clone(&self).ask_in_a_slot(Arc::clone(&origin)).await;
        match &result {
            Ok(_) => {}
            Err(Failure::Busy) => self.turned_away.note(),
            // A parsed origin has nothing to escape, and its length has a limit.
            Err(failure) => tracing::warn!(
                target: "cors",
                origin = &*origin,
                reason = %failure.to_string().escape_debug(),
                "the resolver gave no answer; the origin is refused"
            ),
        }
        result
    }

    async fn ask_in_a_slot(self: Arc<Self>, origin: Arc<str>) -> Result<bool, Failure> {
        let slot = Arc::clone(&self.slots).try_acquire_owned().map_err(|_| Failure::Busy)?;
        // A task of its own: a client that goes away ends its request, but not the question, whose answer it would
        // otherwise throw away to ask again.
        let task = tokio::spawn(async move {
            let _slot = slot;
            let resolving = tokio::time::timeout(self.time_out, self.resolver.resolve(&origin));
            let allowed = match resolving.await {
                Err(_) => return Err(Failure::TimeOut),
                Ok(result) => result.map_err(Failure::Failed)?,
            };
            self.answers.insert(origin, allowed).await;
            Ok(allowed)
        });
        task.await.unwrap_or(Err(Failure::Ended))
    }

    pub(super) async fn forget(&self, origin: &str) {
        self.answers.invalidate(origin).await;
    }

    pub(super) fn forget_all(&self) {
        self.answers.invalidate_all();
    }

    pub(super) fn remembered(&self) -> u64 {
        self.answers.entry_count()
    }
}

/// A yes and a no are remembered for different times.
struct Lifetimes {
    allowed_for: Duration,
    refused_for: Duration,
}

impl Lifetimes {
    fn of(&self, allowed: bool) -> Duration {
        if allowed { self.allowed_for } else { self.refused_for }
    }
}

impl Expiry<Arc<str>, bool> for Lifetimes {
    fn expire_after_create(&self, _: &Arc<str>, allowed: &bool, _: Instant) -> Option<Duration> {
        Some(self.of(*allowed))
    }

    fn expire_after_update(
        &self,
        _: &Arc<str>,
        allowed: &bool,
        _: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(self.of(*allowed))
    }
}

/// Counts the origins that were refused because too many questions were on their way. A flood of them is one event a second.
#[derive(Default)]
struct TurnedAway {
    count: AtomicU64,
    said: Mutex<Option<Instant>>,
}

impl TurnedAway {
    fn note(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.is_none_or(|said| said.elapsed() >= QUIET) {
            *said = Some(Instant::now());
            drop(said);
            let count = self.count.swap(0, Ordering::Relaxed);
            tracing::warn!(
                target: "cors",
                count,
                "too many origins are being asked for at once; further ones are refused"
            );
        }
    }
}
