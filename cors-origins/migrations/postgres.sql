-- What the database is at: one row. `epoch` names these tables, `mark` the last change; both are drawn at random, so
-- that no other history of changes has them by accident.
CREATE TABLE IF NOT EXISTS cors_state (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    epoch TEXT NOT NULL,
    version BIGINT NOT NULL,
    mark TEXT NOT NULL,
    size BIGINT NOT NULL
);
INSERT INTO cors_state (id, epoch, version, mark, size)
VALUES (1, gen_random_uuid()::text, 0, gen_random_uuid()::text, 0)
ON CONFLICT (id) DO NOTHING;

-- Whoever changes the origins of a tenant holds the tenant's row.
CREATE TABLE IF NOT EXISTS cors_tenant (
    tenant TEXT COLLATE "C" PRIMARY KEY,
    quota BIGINT,
    size BIGINT NOT NULL DEFAULT 0
);

-- Who changed what, and when (milliseconds since 1970). `version` is given at the end, when nothing is left to do but
-- to commit, so that versions are in the order of commits. `added` and `removed` are origins, one a line.
CREATE SEQUENCE IF NOT EXISTS cors_change_id;
CREATE TABLE IF NOT EXISTS cors_change (
    id BIGINT PRIMARY KEY,
    version BIGINT UNIQUE,
    mark TEXT NOT NULL,
    tenant TEXT NOT NULL,
    actor TEXT NOT NULL,
    at BIGINT NOT NULL,
    added TEXT NOT NULL,
    removed TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS cors_change_of_tenant ON cors_change (tenant, version);
-- The beginning, which is no tenant's: a node that has seen the empty tables finds its mark when the first change comes.
INSERT INTO cors_change (id, version, mark, tenant, actor, at, added, removed)
SELECT 0, version, mark, '', '', (extract(epoch FROM clock_timestamp()) * 1000)::bigint, '', ''
FROM cors_state WHERE version = 0
ON CONFLICT DO NOTHING;

-- Each origin that was ever registered, with the change that touched it last. What was removed stays for a while, so
-- that nodes learn of it.
CREATE TABLE IF NOT EXISTS cors_origin (
    origin TEXT COLLATE "C" PRIMARY KEY,
    tenant TEXT NOT NULL,
    removed BOOLEAN NOT NULL,
    change BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS cors_origin_of_change ON cors_origin (change);
-- Statistics would say that a change has as many origins as the largest had, and a whole table would be read for ten.
ALTER TABLE cors_origin ALTER COLUMN change SET (n_distinct = -0.1);
CREATE INDEX IF NOT EXISTS cors_origin_of_tenant ON cors_origin (tenant) WHERE NOT removed;
