//! The writers' side: checks a list by the rules of the set, and changes what a tenant has. It does
//! not touch the set; [`crate::Follower`] does, on every node alike.

pub(crate) mod change;
pub(crate) mod error;

use std::collections::HashMap;
use std::ops::Deref;
use std::time::{Duration, SystemTime};

use cors_runtime::OriginSet;
use sqlx::error::DatabaseError;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use crate::database::change::{Changing, Done};
use crate::database::{Database, history};
use crate::registry::change::{Change, Registered};
use crate::registry::error::{NamedProblem, RegistryError, Taken};
use crate::target::Target;

/// How often a change is tried that lost against another.
const ATTEMPTS: u32 = 4;

/// Changes which origins a tenant has.
///
/// ```no_run
/// use cors_origins::{Database, Registry, RegistryError};
/// use cors_runtime::OriginSet;
///
/// static TENANTS: OriginSet = OriginSet::new();
///
/// # async fn example(database: Database) -> Result<(), RegistryError> {
/// let registry = Registry::new(database, &TENANTS).quota(100);
/// let done = registry.replace("ann@acme.example", "acme", vec!["https://acme.example".into()]).await?;
/// println!("version {}: {} added, {} removed", done.version, done.added, done.removed);
///
/// match registry.replace("ann@acme.example", "acme", vec!["https://acme.example/".into()]).await {
///     Err(RegistryError::Refused(error)) => {
///         for issue in error.issues() {
///             println!("entry {:?}: {}", issue.place().entry, issue.message());
///         }
///     }
///     _ => unreachable!("an origin has no slash at its end"),
/// }
/// # Ok(())
/// # }
/// ```
///
/// The rules are those that the set applies, which knows the policies that use it. An origin belongs to
/// one tenant; whether it is theirs to name is for the application to find out.
///
/// A change is one transaction. It keeps other changes of the same tenant waiting; what all tenants
/// share it holds for one statement and the commit, however long its list is. In SQLite, which knows
/// one writer, changes wait for each other as a whole.
#[derive(Clone, Debug)]
pub struct Registry {
    database: Database,
    set: Target,
    quota: u64,
    time_out: Duration,
}

/// What is to be changed.
#[derive(Clone)]
enum Wish {
    /// These and no others.
    All(Vec<String>),
    /// Some more, some fewer.
    Difference { added: Vec<String>, removed: Vec<String> },
}

impl Wish {
    /// The origins that the tenant wants to have.
    fn wanted(&self) -> &[String] {
        match self {
            Wish::All(origins) => origins,
            Wish::Difference { added, .. } => added,
        }
    }
}

impl Registry {
    /// A registry by the rules of this set.
    #[must_use]
    pub fn new(
        database: impl Into<Database>,
        set: impl Deref<Target = OriginSet> + Send + Sync + 'static,
    ) -> Registry {
        let (quota, time_out) = (100_000, Duration::from_secs(30));
        Registry { database: database.into(), set: Target::new(set), quota, time_out }
    }

    /// How many origins a tenant may have that has no [quota of its own](Self::set_quota): 100,000,
    /// unless this is called.
    #[must_use]
    pub fn quota(mut self, origins: u64) -> Registry {
        self.quota = origins;
        self
    }

    /// How long a change may take as a whole: thirty seconds, unless this is called.
    #[must_use]
    pub fn time_out(mut self, longest: Duration) -> Registry {
        self.time_out = longest;
        self
    }

    /// Makes these the origins of the tenant, and no others. Repeated entries count once; those that
    /// were there already are not written. `actor` is who did it, for the [log](Self::history).
    ///
    /// # Errors
    /// Entries that break rules, origins of others, a quota, or the database: see [`RegistryError`].
    /// Nothing has changed then.
    pub async fn replace(
        &self,
        actor: &str,
        tenant: &str,
        origins: Vec<String>,
    ) -> Result<Registered, RegistryError> {
        self.change_to(actor, tenant, Wish::All(origins)).await
    }

    /// Adds some origins and removes others; it costs what these cost, however many the tenant has.
    /// What is in both lists is there afterwards. Removing what is not there changes nothing.
    ///
    /// # Errors
    /// As [`replace`](Self::replace).
    ///
    /// ```
    /// # async fn example(registry: &cors_origins::Registry) -> Result<(), Box<dyn std::error::Error>> {
    /// let added = vec!["https://new.example".to_owned()];
    /// registry.change("ann", "acme", added, vec!["https://old.example".to_owned()]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn change(
        &self,
        actor: &str,
        tenant: &str,
        added: Vec<String>,
        removed: Vec<String>,
    ) -> Result<Registered, RegistryError> {
        self.change_to(actor, tenant, Wish::Difference { added, removed }).await
    }

    /// The origins of a tenant, sorted.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn origins(&self, tenant: &str) -> Result<Vec<String>, RegistryError> {
        self.in_time(async { Ok(history::origins(&self.database, tenant).await?) }).await
    }

    /// Who changed what of a tenant, and when: the last changes first, `limit` at most.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn history(&self, tenant: &str, limit: u32) -> Result<Vec<Change>, RegistryError> {
        let changes = history::changes(&self.database, tenant, i64::from(limit));
        let changes = self.in_time(async { Ok(changes.await?) }).await?;
        Ok(changes.into_iter().map(Change::from).collect())
    }

    /// Gives a tenant a quota of its own, or none. It counts from the next change on; what is there
    /// stays.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn set_quota(
        &self,
        tenant: &str,
        quota: impl Into<Option<u64>>,
    ) -> Result<(), RegistryError> {
        NamedProblem::of(tenant).map_err(RegistryError::Name)?;
        let quota = quota.into().map(|quota| i64::try_from(quota).unwrap_or(i64::MAX));
        self.in_time(async { Ok(history::set_quota(&self.database, tenant, quota).await?) }).await
    }

    /// Forgets what was removed longer ago than this, and the log up to there; returns how many rows
    /// that were. Origins that are allowed stay. A node that was cut off for longer reads everything
    /// anew.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn forget(&self, older_than: Duration) -> Result<u64, RegistryError> {
        let before = SystemTime::now().checked_sub(older_than).unwrap_or(SystemTime::UNIX_EPOCH);
        self.in_time(async { Ok(history::forget(&self.database, before).await?) }).await
    }

    async fn change_to(
        &self,
        actor: &str,
        tenant: &str,
        wish: Wish,
    ) -> Result<Registered, RegistryError> {
        NamedProblem::of(actor).and(NamedProblem::of(tenant)).map_err(RegistryError::Name)?;
        let wish = self.check(wish).await?;
        let trying = async {
            let mut attempt = 0;
            loop {
                attempt += 1;
                match self.attempt(actor, tenant, &wish).await {
                    Err(RegistryError::Database(error))
                        if attempt < ATTEMPTS && lost_to_another(&error) =>
                    {
                        sleep(Duration::from_millis(20) * attempt).await;
                    }
                    outcome => return outcome,
                }
            }
        };
        self.in_time(trying).await
    }

    /// The rules, off the threads that serve requests: a list may be long.
    async fn check(&self, wish: Wish) -> Result<Wish, RegistryError> {
        let set = self.set.clone();
        let checked = spawn_blocking(move || set.check(wish.wanted()).map(|()| wish)).await;
        let checked = checked.map_err(|error| sqlx::Error::Io(std::io::Error::other(error)))?;
        checked.map_err(RegistryError::Refused)
    }

    async fn attempt(
        &self,
        actor: &str,
        tenant: &str,
        wish: &Wish,
    ) -> Result<Registered, RegistryError> {
        let mut changing = Changing::begin(&self.database, tenant).await?;
        let (added, removed) = match wish {
            Wish::All(wanted) => difference(&changing.origins().await?, wanted),
            Wish::Difference { added, removed } => {
                let kept: Vec<String> = sorted(added);
                let is_kept = |origin: &String| kept.binary_search(origin).is_ok();
                (kept.clone(), sorted(removed).into_iter().filter(|own| !is_kept(own)).collect())
            }
        };
        // Before a long list is written: however many of it are there already, the tenant would have
        // at least these.
        let more = match wish {
            Wish::All(_) => added.len().saturating_sub(removed.len()),
            Wish::Difference { .. } => added.len().saturating_sub(changing.had()),
        };
        self.refuse_many(&changing, more, &Done::default())?;
        let done = changing.apply(&added, &removed).await?;
        if done.added.len() < added.len() {
            refuse_taken(&changing.taken(&added).await?, wish)?;
        }
        if done.is_nothing() {
            return Ok(Registered { version: changing.leave().await?, added: 0, removed: 0 });
        }
        self.refuse_many(&changing, 0, &done)?;
        let version = changing.commit(&done, actor).await?;
        Ok(Registered { version, added: done.added.len(), removed: done.removed.len() })
    }

    /// Refuses what is over the quota. A tenant that has more than it may can still remove some.
    fn refuse_many(
        &self,
        changing: &Changing,
        more: usize,
        done: &Done,
    ) -> Result<(), RegistryError> {
        let own = changing.quota().and_then(|quota| u64::try_from(quota).ok());
        let quota = own.unwrap_or(self.quota);
        let grows = more > 0 || done.added.len() > done.removed.len();
        let asked = u64::try_from(changing.size(done)).unwrap_or(0) + more as u64;
        if grows && asked > quota {
            return Err(RegistryError::Quota { quota, asked });
        }
        Ok(())
    }

    async fn in_time<T>(
        &self,
        work: impl Future<Output = Result<T, RegistryError>>,
    ) -> Result<T, RegistryError> {
        timeout(self.time_out, work).await.unwrap_or_else(|_| {
            let message = format!("no answer within {:?}", self.time_out);
            let error = std::io::Error::new(std::io::ErrorKind::TimedOut, message);
            Err(RegistryError::Database(sqlx::Error::Io(error)))
        })
    }
}

/// Sorted, each once. All changes take rows in the same order, so that two of them seldom wait for
/// each other in a circle.
fn sorted(origins: &[String]) -> Vec<String> {
    let mut sorted = origins.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}

/// What has to be added and removed to get from some origins, sorted, to others.
fn difference(own: &[String], wanted: &[String]) -> (Vec<String>, Vec<String>) {
    let wanted = sorted(wanted);
    let without = |list: &[String], other: &[String]| {
        list.iter().filter(|origin| other.binary_search(origin).is_err()).cloned().collect()
    };
    (without(&wanted, own), without(own, &wanted))
}

fn refuse_taken(taken: &[String], wish: &Wish) -> Result<(), RegistryError> {
    if taken.is_empty() {
        return Ok(());
    }
    let wanted = wish.wanted().iter().enumerate().rev();
    let positions: HashMap<&str, usize> =
        wanted.map(|(entry, origin)| (origin.as_str(), entry)).collect();
    let mut found: Vec<Taken> = taken
        .iter()
        .filter_map(|origin| {
            Some(Taken { entry: *positions.get(origin.as_str())?, origin: origin.clone() })
        })
        .collect();
    found.sort_by_key(|taken| taken.entry);
    Err(RegistryError::Taken(found))
}

/// Whether the database gave way to another change, and trying again may succeed.
fn lost_to_another(error: &sqlx::Error) -> bool {
    // PostgreSQL: serialization failure, deadlock. SQLite: busy, in its forms.
    const CODES: [&str; 5] = ["40001", "40P01", "5", "261", "517"];
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| CODES.contains(&&*code))
}
