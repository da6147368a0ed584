-- Who may ask. Rows are never deleted; a caller is revoked once. No credential can be had from here: an API key is known by its hash.
-- credential_kind: 1 API key, 2 certificate, 3 token. NULL in matters or regions means all. Lists are separated by blanks.
CREATE TABLE caller (
    id                TEXT PRIMARY KEY,
    department        TEXT,
    credential_kind   INTEGER NOT NULL,
    credential_name   TEXT NOT NULL,
    credential_hash   BLOB NOT NULL,
    scopes            TEXT NOT NULL,
    matters           TEXT,
    regions           TEXT,
    organisations     INTEGER NOT NULL,
    persons           INTEGER NOT NULL,
    calls_per_second  INTEGER NOT NULL,
    outstanding_calls INTEGER NOT NULL,
    created_at        INTEGER NOT NULL,
    revoked_at        INTEGER,
    UNIQUE (credential_kind, credential_name)
) STRICT, WITHOUT ROWID;

-- One row. It grows with every change above, in its transaction: whoever knows the version knows the callers.
CREATE TABLE caller_version (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO caller_version (id, version) VALUES (1, 0);
