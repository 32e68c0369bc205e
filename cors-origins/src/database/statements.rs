//! The SQL, side by side for both databases. Lists go in as one JSON text, so that a statement is
//! the same for any number of origins and is prepared once.

/// What differs between the two.
pub(crate) struct Statements {
    /// What the database is at.
    pub(crate) head: &'static str,
    /// Begins a transaction that sees one state of the database.
    pub(crate) snapshot: &'static str,
    /// Bounds what a transaction may hold up others, should its client vanish in the middle.
    pub(crate) bounds: Option<&'static str>,
    /// The number of a new change.
    pub(crate) change_id: &'static str,
    /// Removes the listed origins of a tenant.
    pub(crate) remove: &'static str,
    /// Adds the listed origins unless they are there.
    pub(crate) add: &'static str,
    /// Which of the listed origins are another tenant's.
    pub(crate) taken: &'static str,
    /// Notes a change, without its version.
    pub(crate) note: &'static str,
    /// Tells of the change when it is committed.
    pub(crate) tell: Option<&'static str>,
    /// Gives the change its version. From here to the commit, other changes wait.
    pub(crate) publish: &'static [&'static str],
    /// Whether any of the listed patterns is registered, by whatever tenant (`$2` is null) or by
    /// one.
    #[cfg(feature = "resolver")]
    pub(crate) registered: &'static str,
}

/// The mark of a change in the log.
pub(crate) const MARK: &str = "SELECT mark FROM cors_change WHERE version = $1";
/// What is allowed, from behind `$2` on, `$1` rows at most.
pub(crate) const ALL: &str = "SELECT origin, removed FROM cors_origin \
     WHERE NOT removed AND origin > $2 ORDER BY origin LIMIT $1";
/// What changed after a version, `$1` rows at most.
pub(crate) const LATER: &str = "SELECT o.origin, o.removed FROM cors_change c \
     JOIN cors_origin o ON o.change = c.id WHERE c.version > $2 LIMIT $1";
/// Takes a tenant's row, which keeps others off this tenant.
pub(crate) const TENANT: &str = "INSERT INTO cors_tenant (tenant) VALUES ($1) \
     ON CONFLICT (tenant) DO UPDATE SET tenant = excluded.tenant RETURNING quota, size";
/// The new size of a tenant.
pub(crate) const RESIZE: &str = "UPDATE cors_tenant SET size = $2 WHERE tenant = $1";
/// A tenant's own quota; null for that of all.
pub(crate) const QUOTA: &str = "INSERT INTO cors_tenant (tenant, quota) VALUES ($1, $2) \
     ON CONFLICT (tenant) DO UPDATE SET quota = excluded.quota";
/// The origins of a tenant.
pub(crate) const OF_TENANT: &str =
    "SELECT origin FROM cors_origin WHERE tenant = $1 AND NOT removed ORDER BY origin";
/// The version without a change.
pub(crate) const VERSION: &str = "SELECT version FROM cors_state WHERE id = 1";
/// The last changes of a tenant.
pub(crate) const HISTORY: &str = "SELECT version, tenant, actor, at, added, removed FROM cors_change \
     WHERE tenant = $1 AND version IS NOT NULL ORDER BY version DESC LIMIT $2";
/// Up to which version everything is older than a time; never the last version.
pub(crate) const OLD: &str = "SELECT max(c.version) FROM cors_change c JOIN cors_state s ON s.id = 1 \
     WHERE c.at < $1 AND c.version < s.version";
/// Forgets what was removed up to a version.
pub(crate) const FORGET: [&str; 2] = [
    "DELETE FROM cors_origin WHERE removed AND change IN (SELECT id FROM cors_change WHERE version <= $1)",
    "DELETE FROM cors_change WHERE version <= $1",
];

/// PostgreSQL.
#[cfg(feature = "postgres")]
pub(crate) const POSTGRES: Statements = Statements {
    head: "SELECT epoch, version, mark, size, pg_is_in_recovery() AS is_replica, \
           EXISTS (SELECT 1 FROM cors_origin WHERE NOT removed) AS has_rows FROM cors_state WHERE id = 1",
    snapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    bounds: Some(
        "SELECT set_config('lock_timeout', '10s', true), set_config('statement_timeout', '30s', true), \
         set_config('idle_in_transaction_session_timeout', '5s', true)",
    ),
    change_id: "SELECT nextval('cors_change_id')",
    remove: "UPDATE cors_origin SET removed = TRUE, change = $3 \
             WHERE origin = ANY (ARRAY(SELECT json_array_elements_text($1::json))) \
             AND tenant = $2 AND NOT removed RETURNING origin",
    add: "INSERT INTO cors_origin (origin, tenant, removed, change) \
          SELECT value, $2, FALSE, $3 FROM json_array_elements_text($1::json) AS listed (value) \
          ON CONFLICT (origin) DO UPDATE \
          SET tenant = excluded.tenant, removed = FALSE, change = excluded.change \
          WHERE cors_origin.removed RETURNING origin",
    taken: "SELECT origin FROM cors_origin \
            WHERE origin = ANY (ARRAY(SELECT json_array_elements_text($1::json))) \
            AND tenant <> $2 AND NOT removed LIMIT 100",
    note: "INSERT INTO cors_change (id, mark, tenant, actor, at, added, removed) VALUES \
           ($1, gen_random_uuid()::text, $2, $3, (extract(epoch FROM clock_timestamp()) * 1000)::bigint, $4, $5)",
    tell: Some("SELECT pg_notify('cors_origins', '')"),
    publish: &[
        "WITH state AS (UPDATE cors_state SET version = cors_state.version + 1, size = size + $2, \
         mark = noted.mark FROM cors_change noted \
         WHERE cors_state.id = 1 AND noted.id = $1 RETURNING cors_state.version) \
         UPDATE cors_change SET version = state.version FROM state WHERE cors_change.id = $1 \
         RETURNING cors_change.version",
    ],
    #[cfg(feature = "resolver")]
    registered: "SELECT origin FROM cors_origin \
                 WHERE origin = ANY (ARRAY(SELECT json_array_elements_text($1::json))) \
                 AND NOT removed AND ($2::text IS NULL OR tenant = $2)",
};

/// SQLite.
#[cfg(feature = "sqlite")]
pub(crate) const SQLITE: Statements = Statements {
    head: "SELECT epoch, version, mark, size, FALSE AS is_replica, \
           EXISTS (SELECT 1 FROM cors_origin WHERE NOT removed) AS has_rows FROM cors_state WHERE id = 1",
    snapshot: "BEGIN",
    bounds: None,
    change_id: "SELECT coalesce(max(id), 0) + 1 FROM cors_change",
    remove: "UPDATE cors_origin SET removed = TRUE, change = $3 \
             WHERE origin IN (SELECT value FROM json_each($1)) \
             AND tenant = $2 AND NOT removed RETURNING origin",
    add: "INSERT INTO cors_origin (origin, tenant, removed, change) \
          SELECT value, $2, FALSE, $3 FROM json_each($1) WHERE TRUE \
          ON CONFLICT (origin) DO UPDATE \
          SET tenant = excluded.tenant, removed = FALSE, change = excluded.change \
          WHERE cors_origin.removed RETURNING origin",
    taken: "SELECT origin FROM cors_origin WHERE origin IN (SELECT value FROM json_each($1)) \
            AND tenant <> $2 AND NOT removed LIMIT 100",
    note: "INSERT INTO cors_change (id, mark, tenant, actor, at, added, removed) VALUES \
           ($1, lower(hex(randomblob(16))), $2, $3, CAST(unixepoch('subsec') * 1000 AS INTEGER), $4, $5)",
    tell: None,
    publish: &[
        "UPDATE cors_state SET version = version + 1, size = size + $2, \
         mark = (SELECT mark FROM cors_change WHERE id = $1) WHERE id = 1",
        "UPDATE cors_change SET version = (SELECT version FROM cors_state WHERE id = 1) \
         WHERE id = $1 RETURNING version",
    ],
    #[cfg(feature = "resolver")]
    registered: "SELECT origin FROM cors_origin WHERE origin IN (SELECT value FROM json_each($1)) \
                 AND NOT removed AND ($2 IS NULL OR tenant = $2)",
};
