//! The database as both sides need it: [`crate::follower`] reads by a [`session::Session`],
//! [`crate::registry`] writes by a [`change::Changing`]. It knows tables and SQL, and nothing of
//! sets of origins.

pub(crate) mod change;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod rows;
pub(crate) mod session;
pub(crate) mod statements;

use std::time::Duration;

use sqlx::Executor as _;

#[cfg(feature = "postgres")]
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
#[cfg(feature = "sqlite")]
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions};

use crate::database::statements::Statements;

#[cfg(not(any(feature = "postgres", feature = "sqlite")))]
compile_error!("cors-origins needs one of its features `postgres` and `sqlite`");

/// How long a pool of [`Database::connect`] waits for a connection, and SQLite for its lock.
const PATIENCE: Duration = Duration::from_secs(4);

/// A pool of connections to PostgreSQL or SQLite. Whatever takes one takes a `PgPool` or a
/// `SqlitePool`, too.
///
/// ```
/// use cors_origins::Database;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let database = Database::connect("sqlite://tenants.db?mode=rwc").await?;
/// database.migrate().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Database(pub(crate) Pool);

/// The pool itself.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    #[cfg(feature = "postgres")]
    Postgres(PgPool),
    #[cfg(feature = "sqlite")]
    Sqlite(SqlitePool),
}

/// Runs the same code on either kind of connection; `sqlx` finds its types by inference.
macro_rules! on_either {
    ($either:expr, $kind:ident, $connection:ident => $body:expr) => {
        match $either {
            #[cfg(feature = "postgres")]
            $kind::Postgres($connection) => $body,
            #[cfg(feature = "sqlite")]
            $kind::Sqlite($connection) => $body,
        }
    };
}
pub(crate) use on_either;

impl Database {
    /// Connects by a URL: `postgres://…` or `sqlite://…`, as far as the features go. A pool that an
    /// application has already does as well: `Database::from(pool)`.
    ///
    /// SQLite gets a journal beside the file (WAL), by which readers and the writer do not wait
    /// for each other.
    ///
    /// # Errors
    /// A URL that no feature knows, and whatever keeps the first connection from being made.
    pub async fn connect(url: &str) -> sqlx::Result<Database> {
        #[cfg(feature = "postgres")]
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options: PgConnectOptions = url.parse()?;
            let pool = PgPoolOptions::new().acquire_timeout(PATIENCE).connect_with(options).await?;
            return Ok(Database::from(pool));
        }
        #[cfg(feature = "sqlite")]
        if url.starts_with("sqlite:") {
            let options: SqliteConnectOptions = url.parse()?;
            let options = options.journal_mode(SqliteJournalMode::Wal).busy_timeout(PATIENCE);
            let pool =
                SqlitePoolOptions::new().acquire_timeout(PATIENCE).connect_with(options).await?;
            return Ok(Database::from(pool));
        }
        let message = "the URL of the database starts with neither `postgres:` nor `sqlite:`, or the \
                       feature of that name is off";
        Err(sqlx::Error::Configuration(message.into()))
    }

    /// Makes the tables where they are missing; any number of nodes may do so at once. Their names
    /// start with `cors_`, and `sqlx`'s own migrations are not touched. Nodes that only follow need
    /// no right to do this, only to read.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn migrate(&self) -> sqlx::Result<()> {
        match &self.0 {
            #[cfg(feature = "postgres")]
            Pool::Postgres(pool) => {
                let mut transaction = pool.begin().await?;
                transaction.execute("SELECT pg_advisory_xact_lock(4846790311)").await?;
                transaction.execute(include_str!("../../migrations/postgres.sql")).await?;
                transaction.commit().await
            }
            #[cfg(feature = "sqlite")]
            Pool::Sqlite(pool) => {
                let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
                transaction.execute(include_str!("../../migrations/sqlite.sql")).await?;
                transaction.commit().await
            }
        }
    }

    pub(crate) fn statements(&self) -> &'static Statements {
        match &self.0 {
            #[cfg(feature = "postgres")]
            Pool::Postgres(_) => &statements::POSTGRES,
            #[cfg(feature = "sqlite")]
            Pool::Sqlite(_) => &statements::SQLITE,
        }
    }
}

#[cfg(feature = "postgres")]
impl From<PgPool> for Database {
    fn from(pool: PgPool) -> Self {
        Database(Pool::Postgres(pool))
    }
}

#[cfg(feature = "sqlite")]
impl From<SqlitePool> for Database {
    fn from(pool: SqlitePool) -> Self {
        Database(Pool::Sqlite(pool))
    }
}
