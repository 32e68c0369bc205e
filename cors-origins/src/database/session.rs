//! A connection that reads: what the database is at, and what has changed.

use std::pin::Pin;
use std::time::Duration;

use sqlx::{Connection as _, Executor as _, Row as _};
use tokio::time::timeout;

#[cfg(feature = "postgres")]
use sqlx::postgres::PgConnection;
#[cfg(feature = "sqlite")]
use sqlx::sqlite::SqliteConnection;

use crate::database::rows::Rows;
use crate::database::statements::{ALL, LATER, MARK, Statements};
use crate::database::{Database, Pool, on_either};

/// How many rows one question asks for where everything is read.
const PAGE: usize = 20_000;
/// How many changed rows are read one by one at most.
const MOST_CHANGES: usize = 100_000;

/// What the database is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Which tables these are.
    pub(crate) epoch: String,
    /// How many changes there were.
    pub(crate) version: i64,
    /// The last of them.
    pub(crate) mark: String,
    /// How many origins there should be.
    pub(crate) size: i64,
    /// There is one at least.
    pub(crate) has_rows: bool,
    /// The server repeats what another has written.
    pub(crate) is_replica: bool,
}

/// A connection, and how long it may keep silent. It is one of its own and not the pool's, so that it
/// can be thrown away whatever it is in the middle of.
pub(crate) struct Session {
    connection: Connection,
    statements: &'static Statements,
    longest: Duration,
}

enum Connection {
    #[cfg(feature = "postgres")]
    Postgres(Box<PgConnection>),
    #[cfg(feature = "sqlite")]
    Sqlite(Box<SqliteConnection>),
}

impl Session {
    pub(crate) async fn open(database: &Database, longest: Duration) -> sqlx::Result<Session> {
        let connecting = Box::pin(async {
            Ok(match &database.0 {
                #[cfg(feature = "postgres")]
                Pool::Postgres(pool) => {
                    let connection = PgConnection::connect_with(&pool.connect_options()).await?;
                    Connection::Postgres(Box::new(connection))
                }
                #[cfg(feature = "sqlite")]
                Pool::Sqlite(pool) => {
                    let connection =
                        SqliteConnection::connect_with(&pool.connect_options()).await?;
                    Connection::Sqlite(Box::new(connection))
                }
            })
        });
        let connection = within(longest, connecting).await?;
        Ok(Session { connection, statements: database.statements(), longest })
    }

    /// What the database is at; `None` where nothing says so.
    pub(crate) async fn head(&mut self) -> sqlx::Result<Option<Head>> {
        let query = self.statements.head;
        let reading = Box::pin(async {
            on_either!(&mut self.connection, Connection, connection => {
                let row = sqlx::query(query).fetch_optional(&mut **connection).await?;
                row.map(|row| Ok(Head {
                    epoch: row.try_get("epoch")?,
                    version: row.try_get("version")?,
                    mark: row.try_get("mark")?,
                    size: row.try_get("size")?,
                    has_rows: row.try_get("has_rows")?,
                    is_replica: row.try_get("is_replica")?,
                })).transpose()
            })
        });
        within(self.longest, reading).await
    }

    /// What follows is read from one state of the database.
    pub(crate) async fn begin(&mut self) -> sqlx::Result<()> {
        self.run(self.statements.snapshot).await
    }

    /// Ends that state.
    pub(crate) async fn end(&mut self) -> sqlx::Result<()> {
        self.run("ROLLBACK").await
    }

    async fn run(&mut self, statement: &'static str) -> sqlx::Result<()> {
        let running = Box::pin(async {
            on_either!(&mut self.connection, Connection, connection => {
                connection.execute(statement).await.map(drop)
            })
        });
        within(self.longest, running).await
    }

    /// The mark that the change of this version has.
    pub(crate) async fn mark(&mut self, version: i64) -> sqlx::Result<Option<String>> {
        let reading = Box::pin(async {
            on_either!(&mut self.connection, Connection, connection => {
                sqlx::query_scalar(MARK).bind(version).fetch_optional(&mut **connection).await
            })
        });
        within(self.longest, reading).await
    }

    /// Everything that is allowed, page by page.
    pub(crate) async fn all(&mut self) -> sqlx::Result<Rows> {
        let mut read = Rows::default();
        loop {
            let before = read.len();
            let after = read.last().unwrap_or_default().to_owned();
            self.page(ALL, None, &after, PAGE, &mut read).await?;
            if read.len() < before + PAGE {
                return Ok(read);
            }
        }
    }

    /// What has changed after a version; `None` where that is so much that everything may as well be
    /// read.
    pub(crate) async fn later(&mut self, version: i64) -> sqlx::Result<Option<Rows>> {
        let mut read = Rows::default();
        self.page(LATER, Some(version), "", MOST_CHANGES, &mut read).await?;
        Ok(Some(read).filter(|read| read.len() < MOST_CHANGES))
    }

    async fn page(
        &mut self,
        statement: &'static str,
        version: Option<i64>,
        after: &str,
        limit: usize,
        read: &mut Rows,
    ) -> sqlx::Result<()> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let reading = Box::pin(async {
            on_either!(&mut self.connection, Connection, connection => {
                let query = sqlx::query(statement).bind(limit);
                let query = match version {
                    Some(version) => query.bind(version),
                    None => query.bind(after),
                };
                for row in query.fetch_all(&mut **connection).await? {
                    read.push(row.try_get(0)?, row.try_get(1)?);
                }
            });
            Ok(())
        });
        within(self.longest, reading).await
    }
}

/// A question under way. It is in a box because the compiler does not see otherwise that it can be
/// sent to another thread.
pub(crate) type Answer<'a, T> = Pin<Box<dyn Future<Output = sqlx::Result<T>> + Send + 'a>>;

/// An answer in time, or an error that says that there was none.
pub(crate) async fn within<T>(longest: Duration, answer: Answer<'_, T>) -> sqlx::Result<T> {
    timeout(longest, answer).await.unwrap_or_else(|_| {
        let message = format!("the database did not answer within {longest:?}");
        Err(sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, message)))
    })
}
