//! What the registry asks besides changes: the origins of a tenant, who changed them, quotas, and
//! forgetting what is old.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sqlx::Row as _;

use crate::database::statements::{FORGET, HISTORY, OF_TENANT, OLD, QUOTA};
use crate::database::{Database, Pool, on_either};

/// A row of the log.
pub(crate) struct Noted {
    pub(crate) version: i64,
    pub(crate) tenant: String,
    pub(crate) actor: String,
    pub(crate) at: SystemTime,
    pub(crate) added: String,
    pub(crate) removed: String,
}

pub(crate) async fn origins(database: &Database, tenant: &str) -> sqlx::Result<Vec<String>> {
    on_either!(&database.0, Pool, pool => {
        sqlx::query_scalar(OF_TENANT).bind(tenant).fetch_all(pool).await
    })
}

pub(crate) async fn changes(
    database: &Database,
    tenant: &str,
    limit: i64,
) -> sqlx::Result<Vec<Noted>> {
    on_either!(&database.0, Pool, pool => {
        let rows = sqlx::query(HISTORY).bind(tenant).bind(limit).fetch_all(pool).await?;
        rows.iter().map(|row| {
            let at: i64 = row.try_get("at")?;
            Ok(Noted {
                version: row.try_get("version")?,
                tenant: row.try_get("tenant")?,
                actor: row.try_get("actor")?,
                at: UNIX_EPOCH + Duration::from_millis(u64::try_from(at).unwrap_or(0)),
                added: row.try_get("added")?,
                removed: row.try_get("removed")?,
            })
        }).collect()
    })
}

pub(crate) async fn set_quota(
    database: &Database,
    tenant: &str,
    quota: Option<i64>,
) -> sqlx::Result<()> {
    on_either!(&database.0, Pool, pool => {
        sqlx::query(QUOTA).bind(tenant).bind(quota).execute(pool).await.map(drop)
    })
}

/// Forgets what was removed before a time, and the log up to there; how many rows that were.
pub(crate) async fn forget(database: &Database, before: SystemTime) -> sqlx::Result<u64> {
    let before = before.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let before = i64::try_from(before).unwrap_or(i64::MAX);
    on_either!(&database.0, Pool, pool => {
        let mut transaction = pool.begin().await?;
        let old: Option<i64> =
            sqlx::query_scalar(OLD).bind(before).fetch_one(&mut *transaction).await?;
        let mut rows = 0;
        if let Some(version) = old {
            for statement in FORGET {
                let query = sqlx::query(statement).bind(version);
                rows += query.execute(&mut *transaction).await?.rows_affected();
            }
        }
        transaction.commit().await?;
        Ok(rows)
    })
}
