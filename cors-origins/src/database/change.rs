//! One change of one tenant's origins, as a transaction. Everything that takes long comes first and
//! holds up nobody but the tenant itself; what all changes share is held for two statements at the
//! end.

use sqlx::{Row as _, Transaction};

use crate::database::list::json;
use crate::database::statements::{OF_TENANT, RESIZE, Statements, TENANT, VERSION};
use crate::database::{Database, Pool, on_either};

/// A change under way. Nothing of it has happened where it is dropped.
pub(crate) struct Changing {
    transaction: Either,
    statements: &'static Statements,
    tenant: String,
    id: i64,
    /// The tenant's own quota.
    quota: Option<i64>,
    /// How many origins the tenant had.
    size: i64,
}

enum Either {
    #[cfg(feature = "postgres")]
    Postgres(Transaction<'static, sqlx::Postgres>),
    #[cfg(feature = "sqlite")]
    Sqlite(Transaction<'static, sqlx::Sqlite>),
}

/// What a change did.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) added: Vec<String>,
    pub(crate) removed: Vec<String>,
}

impl Done {
    pub(crate) fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    fn growth(&self) -> i64 {
        let count = |list: &[String]| i64::try_from(list.len()).unwrap_or(i64::MAX);
        count(&self.added) - count(&self.removed)
    }
}

impl Changing {
    /// Begins, and keeps others off this tenant.
    pub(crate) async fn begin(database: &Database, tenant: &str) -> sqlx::Result<Changing> {
        let statements = database.statements();
        let mut transaction = match &database.0 {
            #[cfg(feature = "postgres")]
            Pool::Postgres(pool) => Either::Postgres(pool.begin().await?),
            #[cfg(feature = "sqlite")]
            Pool::Sqlite(pool) => Either::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
        };
        let (quota, size, id) = on_either!(&mut transaction, Either, open => {
            if let Some(bounds) = statements.bounds {
                sqlx::query(bounds).execute(&mut **open).await?;
            }
            let row = sqlx::query(TENANT).bind(tenant).fetch_one(&mut **open).await?;
            let id = sqlx::query_scalar(statements.change_id).fetch_one(&mut **open).await?;
            (row.try_get("quota")?, row.try_get("size")?, id)
        });
        Ok(Changing { transaction, statements, tenant: tenant.to_owned(), id, quota, size })
    }

    /// The tenant's own quota.
    pub(crate) fn quota(&self) -> Option<i64> {
        self.quota
    }

    /// How many origins the tenant had before.
    pub(crate) fn had(&self) -> usize {
        usize::try_from(self.size).unwrap_or(0)
    }

    /// How many origins the tenant has after this.
    pub(crate) fn size(&self, done: &Done) -> i64 {
        self.size + done.growth()
    }

    /// The origins of the tenant, sorted.
    pub(crate) async fn origins(&mut self) -> sqlx::Result<Vec<String>> {
        on_either!(&mut self.transaction, Either, open => {
            sqlx::query_scalar(OF_TENANT).bind(&self.tenant).fetch_all(&mut **open).await
        })
    }

    /// Removes origins of the tenant, and adds others. What is there already stays untouched, and
    /// so does what is another tenant's.
    pub(crate) async fn apply(
        &mut self,
        added: &[String],
        removed: &[String],
    ) -> sqlx::Result<Done> {
        let removed = self.run(self.statements.remove, removed).await?;
        let added = self.run(self.statements.add, added).await?;
        Ok(Done { added, removed })
    }

    async fn run(&mut self, statement: &'static str, list: &[String]) -> sqlx::Result<Vec<String>> {
        if list.is_empty() {
            return Ok(Vec::new());
        }
        on_either!(&mut self.transaction, Either, open => {
            let query = sqlx::query_scalar(statement).bind(json(list)).bind(&self.tenant);
            query.bind(self.id).fetch_all(&mut **open).await
        })
    }

    /// Which of these are another tenant's: the first hundred. Nobody can have given one back since
    /// [`apply`](Self::apply) met it: PostgreSQL [locks] the rows that it finds in conflict, also those
    /// that it leaves as they are, and SQLite has one writer.
    ///
    /// [locks]: https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT
    pub(crate) async fn taken(&mut self, listed: &[String]) -> sqlx::Result<Vec<String>> {
        on_either!(&mut self.transaction, Either, open => {
            let query = sqlx::query_scalar(self.statements.taken).bind(json(listed));
            query.bind(&self.tenant).fetch_all(&mut **open).await
        })
    }

    /// Notes who did it, gives it the next version, and commits.
    pub(crate) async fn commit(self, done: &Done, actor: &str) -> sqlx::Result<i64> {
        let size = self.size(done);
        let Changing { transaction, statements, tenant, id, .. } = self;
        on_either!(transaction, Either, open => {
            let mut open = open;
            sqlx::query(RESIZE).bind(&tenant).bind(size).execute(&mut *open).await?;
            sqlx::query(statements.note)
                .bind(id)
                .bind(&tenant)
                .bind(actor)
                .bind(done.added.join("\n"))
                .bind(done.removed.join("\n"))
                .execute(&mut *open)
                .await?;
            if let Some(tell) = statements.tell {
                sqlx::query(tell).execute(&mut *open).await?;
            }
            let mut version = None;
            for statement in statements.publish {
                let query = sqlx::query_scalar(statement).bind(id).bind(done.growth());
                version = query.fetch_optional(&mut *open).await?;
            }
            let version = version.ok_or(sqlx::Error::RowNotFound)?;
            open.commit().await?;
            Ok(version)
        })
    }

    /// Ends it without any change; the version that the database is at.
    pub(crate) async fn leave(self) -> sqlx::Result<i64> {
        on_either!(self.transaction, Either, open => {
            let mut open = open;
            let version = sqlx::query_scalar(VERSION).fetch_one(&mut *open).await?;
            open.rollback().await?;
            Ok(version)
        })
    }
}
