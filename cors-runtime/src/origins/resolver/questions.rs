//! Asking and remembering. One question for each origin at a time, a few at once, each with an end;
//! answers in a cache whose size does not depend on who asks. The cache keeps what is asked for
//! often, so that a flood of invented origins, each asked for once, does not displace those of real
//! tenants.
//!
//! A question belongs to no request: it runs on threads of its own and ends whether or not somebody
//! still waits.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use moka::Expiry;
use moka::sync::Cache;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::AbortHandle;
use tokio::time::timeout;

use crate::origins::resolver::failure::{Failure, FailureEvents, Reason};
use crate::origins::resolver::limits::ResolverLimits;
use crate::origins::resolver::origin_resolver::{OriginResolver, ResolverError};
use crate::origins::resolver::threads;

/// The id of the next source.
static NEXT_ID: AtomicU64 = AtomicU64::new(0);

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

/// What a question comes to.
type Outcome = Result<bool, Arc<Failure>>;

/// The questions and answers of one [`crate::ResolvedOrigins`].
pub(super) struct Questions {
    id: u64,
    resolver: Box<dyn Resolve>,
    runtime: &'static Handle,
    answers: Cache<Arc<str>, Answer>,
    /// The questions that have no answer yet. An answer is remembered, and an origin forgotten,
    /// under this lock.
    on_their_way: Mutex<HashMap<Arc<str>, Question>>,
    /// How often everything was forgotten.
    generation: AtomicU64,
    permits: Arc<Semaphore>,
    time_out: Duration,
    events: FailureEvents,
}

/// A remembered answer. It counts while its generation is the present one, and for its time to
/// live.
#[derive(Clone, Copy)]
struct Answer {
    allowed: bool,
    generation: u64,
}

/// A question that has no answer yet.
struct Question {
    /// `None` until it has come to something; closed without an outcome where the origin was
    /// forgotten meanwhile.
    outcome: watch::Sender<Option<Outcome>>,
    /// The origin was forgotten after the question was asked: whatever the resolver says is no
    /// answer any more.
    is_forgotten: bool,
    task: AbortHandle,
}

/// What a request finds.
enum Found {
    Remembered(bool),
    Asked(watch::Receiver<Option<Outcome>>),
}

impl Questions {
    pub(super) fn new(resolver: impl OriginResolver, limits: ResolverLimits) -> Questions {
        let ResolverLimits { answers, allowed_for, refused_for, time_out, questions } = limits;
        Questions {
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            resolver: Box::new(resolver),
            runtime: threads::handle(),
            answers: Cache::builder()
                .max_capacity(answers)
                .expire_after(Lifetimes { allowed_for, refused_for })
                .build(),
            on_their_way: Mutex::default(),
            generation: AtomicU64::new(0),
            permits: Arc::new(Semaphore::new(questions.min(Semaphore::MAX_PERMITS))),
            time_out,
            events: FailureEvents::new(),
        }
    }

    /// No other source has the same.
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// Whether the origin is allowed: what is remembered, or what the resolver says. No answer is a
    /// no.
    pub(super) async fn answer(self: Arc<Self>, origin: Arc<str>) -> bool {
        if let Some(allowed) = self.remembered_answer(&origin) {
            return allowed;
        }
        // A question ends by itself. It may be asked anew, though, and a resolver may block the
        // thread that ends it.
        let longest = self.time_out.saturating_mul(2);
        let outcome = match timeout(longest, self.wait(&origin)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Arc::new(Failure::from(Reason::TimeOut))),
        };
        match outcome {
            Ok(allowed) => allowed,
            Err(failure) => {
                self.events.write(&origin, &failure);
                false
            }
        }
    }

    fn remembered_answer(&self, origin: &str) -> Option<bool> {
        let answer = self.answers.get(origin)?;
        (answer.generation == self.generation.load(Ordering::Acquire)).then_some(answer.allowed)
    }

    /// Waits for the outcome of the question about this origin. What was asked before the origin
    /// was forgotten is no answer, so it is asked again.
    async fn wait(self: &Arc<Self>, origin: &Arc<str>) -> Outcome {
        loop {
            let mut asked = match self.find_or_ask(origin)? {
                Found::Remembered(allowed) => return Ok(allowed),
                Found::Asked(asked) => asked,
            };
            if let Ok(outcome) = asked.wait_for(Option::is_some).await
                && let Some(outcome) = outcome.as_ref()
            {
                return outcome.clone();
            }
        }
    }

    fn find_or_ask(self: &Arc<Self>, origin: &Arc<str>) -> Result<Found, Arc<Failure>> {
        let mut on_their_way = self.on_their_way();
        if let Some(allowed) = self.remembered_answer(origin) {
            return Ok(Found::Remembered(allowed));
        }
        if let Some(question) = on_their_way.get(origin) {
            return Ok(Found::Asked(question.outcome.subscribe()));
        }
        let permit = Arc::clone(&self.permits).try_acquire_owned();
        let permit = permit.map_err(|_| Arc::new(Failure::from(Reason::Busy)))?;
        let asking = Asking {
            questions: Arc::clone(self),
            origin: Arc::clone(origin),
            permit: Some(permit),
            outcome: None,
        };
        let (outcome, asked) = watch::channel(None);
        // It cannot be finished before it is noted: that takes the lock.
        let task = self.runtime.spawn(asking.ask()).abort_handle();
        let question = Question { outcome, is_forgotten: false, task };
        on_their_way.insert(Arc::clone(origin), question);
        Ok(Found::Asked(asked))
    }

    /// Remembers an answer and tells all who wait, unless the origin was forgotten meanwhile. A
    /// failure is told and not remembered.
    fn finish(&self, origin: &Arc<str>, outcome: Outcome) {
        let mut on_their_way = self.on_their_way();
        let Some(question) = on_their_way.remove(origin) else { return };
        if question.is_forgotten {
            return;
        }
        if let Ok(allowed) = outcome {
            let generation = self.generation.load(Ordering::Relaxed);
            self.answers.insert(Arc::clone(origin), Answer { allowed, generation });
        }
        question.outcome.send_replace(Some(outcome));
    }

    /// Forgets what is remembered of an origin, and what is being asked about it.
    pub(super) fn forget(&self, origin: &str) {
        let mut on_their_way = self.on_their_way();
        self.answers.invalidate(origin);
        on_their_way.get_mut(origin).into_iter().for_each(Question::forget);
    }

    /// The same for every origin.
    pub(super) fn forget_all(&self) {
        let mut on_their_way = self.on_their_way();
        self.generation.fetch_add(1, Ordering::Release);
        self.answers.invalidate_all();
        on_their_way.values_mut().for_each(Question::forget);
    }

    pub(super) fn remembered(&self) -> u64 {
        self.answers.run_pending_tasks();
        self.answers.entry_count()
    }

    fn on_their_way(&self) -> MutexGuard<'_, HashMap<Arc<str>, Question>> {
        // Nothing under the lock can panic half way.
        self.on_their_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Question {
    /// Ends it early. Whoever waits asks again as soon as it has ended, so that an origin is never
    /// asked for twice at once.
    fn forget(&mut self) {
        self.is_forgotten = true;
        self.task.abort();
    }
}

/// A question that is being asked; it is finished when this is dropped, whatever becomes of the
/// resolver.
struct Asking {
    questions: Arc<Questions>,
    origin: Arc<str>,
    permit: Option<OwnedSemaphorePermit>,
    outcome: Option<Result<bool, Reason>>,
}

impl Asking {
    async fn ask(mut self) {
        let resolving = self.questions.resolver.resolve(&self.origin);
        let outcome = match timeout(self.questions.time_out, resolving).await {
            Ok(Ok(allowed)) => Ok(allowed),
            Ok(Err(error)) => Err(Reason::Failed(error)),
            Err(_) => Err(Reason::TimeOut),
        };
        self.outcome = Some(outcome);
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        // First: whoever hears of the outcome may ask again at once.
        self.permit = None;
        // A resolver that panicked left none.
        let outcome = self.outcome.take().unwrap_or(Err(Reason::Ended));
        let outcome = outcome.map_err(|reason| Arc::new(Failure::from(reason)));
        self.questions.finish(&self.origin, outcome);
    }
}

/// A yes and a no are remembered for different times, each counted from when it was answered.
struct Lifetimes {
    allowed_for: Duration,
    refused_for: Duration,
}

impl Lifetimes {
    fn of(&self, answer: Answer) -> Duration {
        if answer.allowed { self.allowed_for } else { self.refused_for }
    }
}

impl Expiry<Arc<str>, Answer> for Lifetimes {
    fn expire_after_create(&self, _: &Arc<str>, answer: &Answer, _: Instant) -> Option<Duration> {
        Some(self.of(*answer))
    }

    fn expire_after_update(
        &self,
        _: &Arc<str>,
        answer: &Answer,
        _: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(self.of(*answer))
    }
}
