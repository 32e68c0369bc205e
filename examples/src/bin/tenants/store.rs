//! The database: which origin belongs to which tenant. Every change gets the next number of one
//! counter, whose row stays locked until the change is committed; so whoever has read up to a
//! number has missed nothing below it.

use std::time::Duration;

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::{AnyPool, Row};

/// The channel on which Postgres tells of changes.
pub(crate) const CHANNEL: &str = "tenant_origins";

const SCHEMA: [&str; 4] = [
    "CREATE TABLE IF NOT EXISTS tenant_version (id BIGINT PRIMARY KEY, version BIGINT NOT NULL)",
    "INSERT INTO tenant_version (id, version) VALUES (1, 0) ON CONFLICT (id) DO NOTHING",
    "CREATE TABLE IF NOT EXISTS tenant_origins (origin TEXT PRIMARY KEY, tenant TEXT NOT NULL, \
     removed BIGINT NOT NULL, version BIGINT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS tenant_origins_by_version ON tenant_origins (version)",
];

/// What became of a change.
pub(crate) enum Change {
    /// It has this number.
    Done(i64),
    /// This origin is another tenant's; nothing has changed.
    Taken(String),
}

/// One origin as it is since some change.
pub(crate) struct Entry {
    pub(crate) origin: String,
    pub(crate) is_removed: bool,
    pub(crate) version: i64,
}

/// The database.
pub(crate) struct Store {
    pool: AnyPool,
    notifies: bool,
}

impl Store {
    /// Connects, and makes the tables where they are missing.
    pub(crate) async fn open(url: &str) -> sqlx::Result<Store> {
        install_default_drivers();
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(2))
            .connect(url)
            .await?;
        let store = Store { pool, notifies: is_postgres(url) };
        // Another node may be making the same tables at the same time; one of the two fails, and
        // finds them made.
        if store.make_tables().await.is_err() {
            store.make_tables().await?;
        }
        Ok(store)
    }

    async fn make_tables(&self) -> sqlx::Result<()> {
        for statement in SCHEMA {
            sqlx::query(statement).execute(&self.pool).await?;
        }
        Ok(())
    }

    /// Makes these the origins of the tenant, and no others.
    pub(crate) async fn register(&self, tenant: &str, origins: &[String]) -> sqlx::Result<Change> {
        let mut change = self.pool.begin().await?;
        let version: i64 = sqlx::query_scalar(
            "UPDATE tenant_version SET version = version + 1 WHERE id = 1 RETURNING version",
        )
        .fetch_one(&mut *change)
        .await?;
        sqlx::query(
            "UPDATE tenant_origins SET removed = 1, version = $1 WHERE tenant = $2 AND removed = 0",
        )
        .bind(version)
        .bind(tenant)
        .execute(&mut *change)
        .await?;
        for origin in origins {
            let result = sqlx::query(
                "INSERT INTO tenant_origins (origin, tenant, removed, version) VALUES ($1, $2, 0, $3) \
                 ON CONFLICT (origin) DO UPDATE \
                 SET tenant = excluded.tenant, removed = 0, version = excluded.version \
                 WHERE tenant_origins.removed = 1 OR tenant_origins.tenant = excluded.tenant",
            )
            .bind(origin)
            .bind(tenant)
            .bind(version)
            .execute(&mut *change)
            .await?;
            if result.rows_affected() == 0 {
                return Ok(Change::Taken(origin.clone()));
            }
        }
        if self.notifies {
            sqlx::query("SELECT pg_notify($1, '')").bind(CHANNEL).execute(&mut *change).await?;
        }
        change.commit().await?;
        Ok(Change::Done(version))
    }

    /// The origins that changed after this number, oldest change first.
    pub(crate) async fn changes_after(&self, version: i64) -> sqlx::Result<Vec<Entry>> {
        let rows = sqlx::query(
            "SELECT origin, removed, version FROM tenant_origins WHERE version > $1 ORDER BY version",
        )
        .bind(version)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Entry {
                    origin: row.try_get(0)?,
                    is_removed: row.try_get::<i64, _>(1)? == 1,
                    version: row.try_get(2)?,
                })
            })
            .collect()
    }
}

/// Whether several nodes can share the database, and be told of changes.
pub(crate) fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres")
}
