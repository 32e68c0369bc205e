-- The tables of `postgres.sql`, where each column is explained.
CREATE TABLE IF NOT EXISTS cors_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch TEXT NOT NULL,
    version INTEGER NOT NULL,
    mark TEXT NOT NULL,
    size INTEGER NOT NULL
);
INSERT INTO cors_state (id, epoch, version, mark, size)
VALUES (1, lower(hex(randomblob(16))), 0, lower(hex(randomblob(16))), 0)
ON CONFLICT (id) DO NOTHING;
CREATE TABLE IF NOT EXISTS cors_tenant (
    tenant TEXT PRIMARY KEY,
    quota INTEGER,
    size INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cors_change (
    id INTEGER PRIMARY KEY,
    version INTEGER UNIQUE,
    mark TEXT NOT NULL,
    tenant TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    added TEXT NOT NULL,
    removed TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS cors_change_of_tenant ON cors_change (tenant, version);
INSERT INTO cors_change (id, version, mark, tenant, actor, at, added, removed)
SELECT 0, version, mark, '', '', CAST(unixepoch('subsec') * 1000 AS INTEGER), '', ''
FROM cors_state WHERE version = 0
ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS cors_origin (
    origin TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    removed BOOLEAN NOT NULL,
    change INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cors_origin_of_change ON cors_origin (change);
CREATE INDEX IF NOT EXISTS cors_origin_of_tenant ON cors_origin (tenant) WHERE NOT removed;
