//! Asking and remembering. One question for each origin and key at a time, a few at once, each with an end;
//! answers in a cache whose size does not depend on who asks. The cache keeps what is asked for
//! often, so that a flood of invented origins, or hosts, each asked for once, does not displace those
//! of real tenants.
//!
//! A question belongs to no request: it runs on threads of its own and ends whether or not somebody
//! still waits.

use std::borrow::Cow;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::http::header::{HeaderName, ORIGIN};
use moka::Expiry;
use moka::sync::Cache;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::AbortHandle;
use tokio::time::timeout;

use crate::origins::resolver::asked::parts;
use crate::origins::resolver::failure::{Failure, FailureEvents, Reason};
use crate::origins::resolver::forgotten::Forgotten;
use crate::origins::resolver::limits::ResolverLimits;
use crate::origins::resolver::origin_resolver::{OriginResolver, ResolverError};
use crate::origins::resolver::resolver_request::ResolverRequest;
use crate::origins::resolver::threads;

type Resolving<'a> = Pin<Box<dyn Future<Output = Result<bool, ResolverError>> + Send + 'a>>;

/// A resolver behind a pointer.
trait Resolve: Send + Sync {
    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>>;
    fn resolve<'a>(&'a self, origin: &'a str, key: Option<&'a str>) -> Resolving<'a>;
}

impl<R: OriginResolver> Resolve for R {
    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
        OriginResolver::key(self, request)
    }

    fn resolve<'a>(&'a self, origin: &'a str, key: Option<&'a str>) -> Resolving<'a> {
        Box::pin(OriginResolver::resolve(self, origin, key))
    }
}

/// What a question comes to.
type Outcome = Result<bool, Arc<Failure>>;

/// The questions and answers of one [`crate::ResolvedOrigins`].
pub(super) struct Questions {
    resolver: Box<dyn Resolve>,
    /// The headers that keys are made of.
    named: Box<[HeaderName]>,
    /// What was named as a header and is none.
    misnamed: Option<Box<str>>,
    /// Their names for `Vary`.
    vary: Box<str>,
    runtime: &'static Handle,
    /// By what was [asked](crate::origins::resolver::asked).
    answers: Cache<Arc<str>, Answer>,
    /// The questions that have no answer yet. An answer is remembered, and an origin forgotten,
    /// under this lock.
    on_their_way: Mutex<HashMap<Arc<str>, Question>>,
    forgotten: Forgotten,
    permits: Arc<Semaphore>,
    time_out: Duration,
    events: FailureEvents,
}

/// A remembered answer. It counts until it is forgotten, and for its time to live.
#[derive(Clone, Copy)]
struct Answer {
    allowed: bool,
    /// How often it would have been [forgotten](Forgotten) when it was given.
    forgotten: u64,
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
        let (mut named, mut misnamed) = (Vec::new(), None);
        for name in resolver.vary() {
            match HeaderName::from_bytes(name.as_bytes()) {
                // A response that varies on `*` is never found in a cache.
                Ok(name) if name.as_str() != "*" => named.push(name),
                _ => misnamed = Some(Box::from(*name)),
            }
        }
        let others: Vec<&str> =
            named.iter().filter(|name| **name != ORIGIN).map(HeaderName::as_str).collect();
        let ResolverLimits { answers, allowed_for, refused_for, time_out, questions } = limits;
        Questions {
            vary: others.join(", ").into_boxed_str(),
            named: named.into_boxed_slice(),
            misnamed,
            resolver: Box::new(resolver),
            runtime: threads::handle(),
            answers: Cache::builder()
                .max_capacity(answers)
                .expire_after(Lifetimes { allowed_for, refused_for })
                .build(),
            on_their_way: Mutex::default(),
            forgotten: Forgotten::new(),
            permits: Arc::new(Semaphore::new(questions.min(Semaphore::MAX_PERMITS))),
            time_out,
            events: FailureEvents::new(),
        }
    }

    /// The headers that keys may be made of.
    pub(super) fn named(&self) -> &[HeaderName] {
        &self.named
    }

    /// What was named as one and is none.
    pub(super) fn misnamed(&self) -> Option<&str> {
        self.misnamed.as_deref()
    }

    /// Their names, separated by commas.
    pub(super) fn vary(&self) -> Option<&str> {
        Some(&*self.vary).filter(|vary| !vary.is_empty())
    }

    /// What the answer depends on for this request; `Err` where the resolver panics.
    pub(super) fn key<'r>(
        &self,
        request: &'r ResolverRequest<'_>,
    ) -> Result<Option<Cow<'r, str>>, Reason> {
        // What it was doing is the resolver's own, and it is told that it may be called again.
        let key = catch_unwind(AssertUnwindSafe(|| self.resolver.key(request)));
        key.map_err(|_| Reason::KeyPanicked)
    }

    /// Writes why there is no question.
    pub(super) fn write(&self, origin: &str, reason: Reason) {
        self.events.write(origin, None, &Failure::from(reason));
    }

    /// Whether it is allowed: what is remembered, or what the resolver says. No answer is a no.
    /// `shows_key`: whether the key may be written into a log.
    pub(super) async fn answer(self: Arc<Self>, asked: Arc<str>, shows_key: bool) -> bool {
        // A question ends by itself. It may be asked anew, though, and a resolver may block the
        // thread that ends it.
        let longest = self.time_out.saturating_mul(2);
        let outcome = match timeout(longest, self.wait(&asked)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Arc::new(Failure::from(Reason::TimeOut))),
        };
        match outcome {
            Ok(allowed) => allowed,
            Err(failure) => {
                let (origin, key) = parts(&asked);
                self.events.write(origin, key.filter(|_| shows_key), &failure);
                false
            }
        }
    }

    /// What is remembered.
    pub(super) fn remembered_answer(&self, asked: &str) -> Option<bool> {
        let answer = self.answers.get(asked)?;
        (answer.forgotten == self.forgotten.times(asked)).then_some(answer.allowed)
    }

    /// Waits for the outcome of the question about this. What was asked before it was forgotten is
    /// no answer, so it is asked again.
    async fn wait(self: &Arc<Self>, asked: &Arc<str>) -> Outcome {
        loop {
            let mut question = match self.find_or_ask(asked)? {
                Found::Remembered(allowed) => return Ok(allowed),
                Found::Asked(question) => question,
            };
            if let Ok(outcome) = question.wait_for(Option::is_some).await
                && let Some(outcome) = outcome.as_ref()
            {
                return outcome.clone();
            }
        }
    }

    fn find_or_ask(self: &Arc<Self>, asked: &Arc<str>) -> Result<Found, Arc<Failure>> {
        let mut on_their_way = self.on_their_way();
        if let Some(allowed) = self.remembered_answer(asked) {
            return Ok(Found::Remembered(allowed));
        }
        if let Some(question) = on_their_way.get(asked) {
            return Ok(Found::Asked(question.outcome.subscribe()));
        }
        let permit = Arc::clone(&self.permits).try_acquire_owned();
        let permit = permit.map_err(|_| Arc::new(Failure::from(Reason::Busy)))?;
        let asking = Asking {
            questions: Arc::clone(self),
            asked: Arc::clone(asked),
            permit: Some(permit),
            outcome: None,
        };
        let (outcome, answer) = watch::channel(None);
        // It cannot be finished before it is noted: that takes the lock.
        let task = self.runtime.spawn(asking.ask()).abort_handle();
        let question = Question { outcome, is_forgotten: false, task };
        on_their_way.insert(Arc::clone(asked), question);
        Ok(Found::Asked(answer))
    }

    /// Remembers an answer and tells all who wait, unless it was forgotten meanwhile. A failure is
    /// told and not remembered.
    fn finish(&self, asked: &Arc<str>, outcome: Outcome) {
        let mut on_their_way = self.on_their_way();
        let Some(question) = on_their_way.remove(asked) else { return };
        if question.is_forgotten {
            return;
        }
        if let Ok(allowed) = outcome {
            let forgotten = self.forgotten.times(asked);
            self.answers.insert(Arc::clone(asked), Answer { allowed, forgotten });
        }
        question.outcome.send_replace(Some(outcome));
    }

    /// Forgets what is remembered of an origin, by whatever key, and what is being asked about it.
    pub(super) fn forget_origin(&self, origin: &str) {
        let mut on_their_way = self.on_their_way();
        self.forgotten.forget_origin(origin);
        // It does not count any more; that without a key need not take room either.
        self.answers.invalidate(origin);
        forget(&mut on_their_way, |own, _| own == origin);
    }

    /// Forgets what is remembered by a key, of whatever origin.
    pub(super) fn forget_key(&self, key: &str) {
        let mut on_their_way = self.on_their_way();
        self.forgotten.forget_key(key);
        forget(&mut on_their_way, |_, own| own == Some(key));
    }

    /// Forgets everything.
    pub(super) fn forget_all(&self) {
        let mut on_their_way = self.on_their_way();
        self.forgotten.forget_all();
        self.answers.invalidate_all();
        forget(&mut on_their_way, |_, _| true);
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

/// Forgets what is being asked about these origins and keys.
fn forget(
    on_their_way: &mut HashMap<Arc<str>, Question>,
    is_meant: impl Fn(&str, Option<&str>) -> bool,
) {
    for (asked, question) in on_their_way {
        let (origin, key) = parts(asked);
        if is_meant(origin, key) {
            question.forget();
        }
    }
}

impl Question {
    /// Ends it early. Whoever waits asks again as soon as it has ended, so that nothing is asked
    /// twice at once.
    fn forget(&mut self) {
        self.is_forgotten = true;
        self.task.abort();
    }
}

/// A question that is being asked; it is finished when this is dropped, whatever becomes of the
/// resolver.
struct Asking {
    questions: Arc<Questions>,
    asked: Arc<str>,
    permit: Option<OwnedSemaphorePermit>,
    outcome: Option<Result<bool, Reason>>,
}

impl Asking {
    async fn ask(mut self) {
        let (origin, key) = parts(&self.asked);
        let resolving = self.questions.resolver.resolve(origin, key);
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
        self.questions.finish(&self.asked, outcome);
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
