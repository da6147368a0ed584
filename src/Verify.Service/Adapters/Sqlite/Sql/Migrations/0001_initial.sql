-- Instants are .NET UTC ticks: 100 ns since 0001-01-01T00:00:00Z, exact both ways. To read one:
-- datetime((recorded_at - 621355968000000000) / 10000000, 'unixepoch').
-- Text is compared byte by byte (SQLite's default), as codes must be.

-- The ring whose key names the persons in here; under another every one of them would be a stranger.
CREATE TABLE key_ring (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint TEXT NOT NULL
) STRICT;

-- The truth. Everything about subjects below follows from it, except for sealed codes.
CREATE TABLE fact (
    revision       INTEGER PRIMARY KEY,
    subject_key    TEXT NOT NULL,
    occurred_at    INTEGER NOT NULL,
    recorded_at    INTEGER NOT NULL,
    department     TEXT NOT NULL,
    operator       TEXT NOT NULL,
    document       TEXT NOT NULL,
    request_id     TEXT NOT NULL UNIQUE,
    request_digest BLOB NOT NULL,
    payload        TEXT NOT NULL,
    type           TEXT GENERATED ALWAYS AS (payload ->> 'fact') VIRTUAL
) STRICT;
-- Every index ends in the revision, which is the row's id, of itself.
CREATE INDEX fact_by_subject ON fact (subject_key);
-- Sources are heard from for ever; only the last time counts.
CREATE INDEX fact_by_sync ON fact (subject_key, occurred_at) WHERE subject_key >= 'S:' AND subject_key < 'S;';
CREATE INDEX fact_by_recorded_at ON fact (recorded_at);

CREATE TRIGGER fact_revisions_have_no_gap BEFORE INSERT ON fact
WHEN NEW.revision <> (SELECT coalesce(max(revision), 0) + 1 FROM fact)
BEGIN SELECT RAISE(ABORT, 'a revision is the last one plus one'); END;
CREATE TRIGGER fact_is_never_changed BEFORE UPDATE ON fact
BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER fact_is_never_deleted BEFORE DELETE ON fact
BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

-- Codes behind keys that are not told by the facts about them: a person's, sealed, and that of an organisation which only others'
-- facts name.
CREATE TABLE subject (
    subject_key TEXT PRIMARY KEY,
    code_type   TEXT NOT NULL,
    code        TEXT,
    sealed      BLOB,
    CHECK ((code IS NULL) <> (sealed IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_alias (
    alias_key   TEXT PRIMARY KEY,
    subject_key TEXT NOT NULL,
    revision    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Entries, penalties and commitments: each id belongs to one subject, whoever comes first.
CREATE TABLE named_thing (
    kind        TEXT NOT NULL,
    id          TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalog_publication (
    revision       INTEGER PRIMARY KEY REFERENCES fact (revision),
    version        TEXT NOT NULL,
    effective_from INTEGER NOT NULL,
    published_at   INTEGER NOT NULL,
    published_by   TEXT NOT NULL,
    files          TEXT NOT NULL,
    UNIQUE (version, effective_from)
) STRICT;
CREATE TRIGGER catalog_publication_is_never_changed BEFORE UPDATE ON catalog_publication
BEGIN SELECT RAISE(ABORT, 'publications are append-only'); END;
CREATE TRIGGER catalog_publication_is_never_deleted BEFORE DELETE ON catalog_publication
BEGIN SELECT RAISE(ABORT, 'publications are append-only'); END;

-- The register of queries. Rows are never changed; they may be deleted once their time of keeping is over.
CREATE TABLE check_record (
    sequence        INTEGER PRIMARY KEY,
    check_id        TEXT NOT NULL UNIQUE,
    request_id      TEXT NOT NULL,
    request_digest  BLOB NOT NULL,
    caller          TEXT NOT NULL,
    department      TEXT NOT NULL,
    operator        TEXT NOT NULL,
    subject_key     TEXT,
    matter          TEXT NOT NULL,
    case_number     TEXT NOT NULL,
    stage           INTEGER NOT NULL,
    region          TEXT NOT NULL,
    evaluated_at    INTEGER NOT NULL,
    as_of           INTEGER NOT NULL,
    revision        INTEGER NOT NULL,
    catalog_version TEXT NOT NULL,
    disposition     INTEGER NOT NULL,
    refusal         TEXT NOT NULL,
    answer          BLOB NOT NULL
) STRICT;
-- A refusal does not use up the request id: what was refused may be asked again once it is put right.
CREATE UNIQUE INDEX check_record_by_request ON check_record (caller, request_id) WHERE request_id <> '' AND refusal = '';
CREATE TRIGGER check_record_is_never_changed BEFORE UPDATE ON check_record
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;

CREATE TABLE notice (
    check_id TEXT NOT NULL REFERENCES check_record (check_id) ON DELETE CASCADE,
    kind     TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    PRIMARY KEY (check_id, kind, entry_id)
) STRICT, WITHOUT ROWID;
