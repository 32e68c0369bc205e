//! Keeps a set of origins equal to the database. What users see is here; [`following`] is the task
//! that does it, [`listening`] the one that makes it quick.

mod following;
#[cfg(feature = "postgres")]
mod listening;
mod mirror;
mod pause;
mod position;
pub(crate) mod status;

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cors_runtime::OriginSet;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::database::Database;
use crate::follower::following::Following;
use crate::follower::status::{State, Status};
use crate::target::Target;

/// Keeps an [`OriginSet`] equal to the tables of a database, as long as the process runs.
///
/// ```no_run
/// use cors_origins::{Database, Follower};
/// use cors_runtime::{OriginSet, cors};
///
/// static TENANTS: OriginSet = OriginSet::new();
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let database = Database::connect("postgres://localhost/tenants").await?;
/// let follower = Follower::new(database, &TENANTS).spawn();
/// follower.ready().await; // before the first request
/// println!("{} origins", follower.status().size());
/// # Ok(())
/// # }
/// ```
///
/// The set is the follower's own: what others put into it is lost with the next full reading.
///
/// # What is promised
/// - As long as the database answers, a change is in force some milliseconds after it was committed
///   (PostgreSQL, by `LISTEN`), and after [`poll`](Self::poll) at the latest, plus the time of two
///   queries, whatever becomes of notifications.
/// - While it does not answer, the last good set stays in force, for [`max_age`](Self::max_age) at
///   most. Then nobody is allowed.
/// - After an outage the node is current again within four to five seconds, plus
///   [`time_out`](Self::time_out), plus the time of reading.
/// - Versions only count within one history: each change has a random mark, the tables have an
///   epoch. A restore, a fail-over to a server that lagged, and other tables are recognised and
///   read anew as a whole. Tables that come back empty are not believed: the last good set stays.
///
/// It asks on connections of its own and never takes one out of the pool. SQLite needs a file: each
/// connection to `sqlite::memory:` is a database of its own.
#[derive(Clone)]
pub struct Follower {
    settings: Settings,
    shared: Arc<Shared>,
}

/// What was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) database: Database,
    pub(crate) set: Target,
    pub(crate) poll: Duration,
    pub(crate) time_out: Duration,
    pub(crate) max_age: Option<Duration>,
    pub(crate) reload: Duration,
}

/// What the handles and the tasks share.
pub(crate) struct Shared {
    pub(crate) status: watch::Sender<Status>,
    /// There may be something new.
    pub(crate) wake: Notify,
    /// The tasks are to end.
    pub(crate) stop: watch::Sender<bool>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Follower {
    /// A follower of these tables for this set: a `&'static OriginSet` or an `Arc<OriginSet>`.
    /// Nothing happens before [`spawn`](Self::spawn).
    #[must_use]
    pub fn new(
        database: impl Into<Database>,
        set: impl Deref<Target = OriginSet> + Send + Sync + 'static,
    ) -> Follower {
        let settings = Settings {
            database: database.into(),
            set: Target::new(set),
            poll: Duration::from_secs(1),
            time_out: Duration::from_secs(5),
            max_age: Some(Duration::from_secs(24 * 60 * 60)),
            reload: Duration::from_secs(60 * 60),
        };
        let shared = Shared {
            status: watch::Sender::new(Status::STARTING),
            wake: Notify::new(),
            stop: watch::Sender::new(false),
            tasks: Mutex::default(),
        };
        Follower { settings, shared: Arc::new(shared) }
    }

    /// How often the database is asked whether anything has changed: a second, unless this is
    /// called. It costs one short query.
    #[must_use]
    pub fn poll(mut self, every: Duration) -> Follower {
        self.settings.poll = every.max(Duration::from_millis(10));
        self
    }

    /// How long an answer may take before the connection counts as lost: five seconds, unless this
    /// is called. Of a long answer, each page of 20,000 rows.
    #[must_use]
    pub fn time_out(mut self, longest: Duration) -> Follower {
        self.settings.time_out = longest.max(Duration::from_millis(10));
        self
    }

    /// For how long the last good set stays in force without contact: a day, unless this is called.
    /// Afterwards nobody is allowed, until the database answers. So this is how long a removed
    /// origin may still be allowed in the worst case. `None` is for ever.
    ///
    /// ```
    /// # fn example(follower: cors_origins::Follower) {
    /// use std::time::Duration;
    ///
    /// follower.max_age(Duration::from_secs(15 * 60)).spawn();
    /// # }
    /// ```
    #[must_use]
    pub fn max_age(mut self, longest: impl Into<Option<Duration>>) -> Follower {
        self.settings.max_age = longest.into().map(|longest| longest.max(self.settings.poll));
        self
    }

    /// How often everything is read again without need: an hour, unless this is called. It finds what
    /// was changed in the tables by hand.
    #[must_use]
    pub fn reload(mut self, every: Duration) -> Follower {
        self.settings.reload = every.max(Duration::from_millis(10));
        self
    }

    /// Starts to load and to follow, on the tokio runtime of the caller, and gives the handle back.
    /// It goes on when the handle is dropped. A second call changes nothing.
    ///
    /// # Panics
    /// Outside of a tokio runtime (actix-web's is one).
    #[must_use]
    pub fn spawn(self) -> Follower {
        let mut tasks = self.shared.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        if tasks.is_empty() && !*self.shared.stop.borrow() {
            let (settings, shared) = (self.settings.clone(), Arc::clone(&self.shared));
            #[cfg(feature = "postgres")]
            tasks.extend(listening::spawn(&settings, &shared));
            tasks.push(tokio::spawn(Following::new(settings, shared).run()));
        }
        drop(tasks);
        self
    }

    /// How far it is.
    #[must_use]
    pub fn status(&self) -> Status {
        self.shared.status.borrow().clone()
    }

    /// Waits until the set has been loaded for the first time, or the follower was stopped.
    pub async fn ready(&self) {
        self.until(|status| status.asked.is_some() || status.state == State::Stopped).await;
    }

    /// Waits until the set shows the change of this version, and asks at once: so that whoever
    /// registered an origin finds it allowed here. `false` after [`time_out`](Self::time_out); the
    /// change is committed all the same.
    ///
    /// ```
    /// # async fn example(
    /// #     follower: &cors_origins::Follower,
    /// #     registry: &cors_origins::Registry,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// let done = registry.replace("ann", "acme", vec!["https://acme.example".into()]).await?;
    /// follower.reach(done.version).await;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn reach(&self, version: i64) -> bool {
        self.shared.wake.notify_one();
        let reached = self.until(|status| status.version >= version && status.asked.is_some());
        tokio::time::timeout(self.settings.time_out, reached).await.unwrap_or(false)
    }

    /// Ends it, and waits until it has ended. The set stays as it is.
    pub async fn stop(&self) {
        self.shared.stop.send_replace(true);
        let tasks = {
            let mut tasks = self.shared.tasks.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *tasks)
        };
        for task in tasks {
            // A task that panicked has ended, too.
            let _ = task.await;
        }
        self.shared.status.send_modify(|status| status.state = State::Stopped);
    }

    async fn until(&self, is_so: impl FnMut(&Status) -> bool) -> bool {
        self.shared.status.subscribe().wait_for(is_so).await.is_ok()
    }
}

impl fmt::Debug for Follower {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Follower").field("status", &self.status()).finish_non_exhaustive()
    }
}
