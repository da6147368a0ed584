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

-- Facts by which an entry turned out wrong: rare, and asked for by whoever must tell those who were told otherwise.
CREATE TABLE retraction (
    revision INTEGER PRIMARY KEY REFERENCES fact (revision),
    entry_id TEXT NOT NULL
) STRICT;

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

-- The register of queries. Rows are never changed; they may be deleted once their time of keeping is over. A check id begins with
-- the time of the check (UUIDv7), so its order is the order of time.
CREATE TABLE check_record (
    sequence           INTEGER PRIMARY KEY,
    check_id           TEXT NOT NULL UNIQUE,
    request_id         TEXT NOT NULL,
    request_digest     BLOB NOT NULL,
    caller             TEXT NOT NULL,
    department         TEXT NOT NULL,
    operator           TEXT NOT NULL,
    subject_key        TEXT,
    matter             TEXT NOT NULL,
    case_number        TEXT NOT NULL,
    stage              INTEGER NOT NULL,
    region             TEXT NOT NULL,
    evaluated_at       INTEGER NOT NULL,
    as_of              INTEGER NOT NULL,
    revision           INTEGER NOT NULL,
    catalog_version    TEXT NOT NULL,
    disposition        INTEGER NOT NULL,
    refusal            TEXT NOT NULL,
    feedback_due_on    TEXT,
    answer_valid_until INTEGER,
    answer             BLOB NOT NULL
) STRICT;
-- A refusal does not use up the request id: what was refused may be asked again once it is put right.
CREATE UNIQUE INDEX check_record_by_request ON check_record (caller, request_id) WHERE request_id <> '' AND refusal = '';
CREATE INDEX check_record_by_subject ON check_record (subject_key) WHERE subject_key IS NOT NULL;
CREATE INDEX check_record_by_case ON check_record (case_number);
CREATE INDEX check_record_by_feedback ON check_record (feedback_due_on) WHERE feedback_due_on IS NOT NULL;
CREATE TRIGGER check_record_is_never_changed BEFORE UPDATE ON check_record
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;

-- What hangs on a check. A clean one about one subject has none of it. Days are calendar dates in China, ISO 8601.
CREATE TABLE check_subject (
    check_id    TEXT NOT NULL REFERENCES check_record (check_id) ON DELETE CASCADE,
    subject_key TEXT NOT NULL,
    part        INTEGER NOT NULL,
    PRIMARY KEY (check_id, subject_key, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX check_subject_by_subject ON check_subject (subject_key, check_id);

CREATE TABLE check_entry (
    check_id TEXT NOT NULL REFERENCES check_record (check_id) ON DELETE CASCADE,
    entry_id TEXT NOT NULL,
    PRIMARY KEY (check_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX check_entry_by_entry ON check_entry (entry_id, check_id);

CREATE TABLE check_measure (
    check_id          TEXT NOT NULL REFERENCES check_record (check_id) ON DELETE CASCADE,
    measure           TEXT NOT NULL,
    effect            INTEGER NOT NULL,
    strength          INTEGER NOT NULL,
    feedback_required INTEGER NOT NULL,
    PRIMARY KEY (check_id, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
    check_id   TEXT NOT NULL REFERENCES check_record (check_id) ON DELETE CASCADE,
    kind       INTEGER NOT NULL,
    entry_id   TEXT NOT NULL,
    department TEXT NOT NULL,
    PRIMARY KEY (check_id, kind, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_department ON notice (department, kind, entry_id, check_id);

CREATE TABLE notice_acknowledgement (
    kind            INTEGER NOT NULL,
    entry_id        TEXT NOT NULL,
    revision        INTEGER NOT NULL,
    department      TEXT NOT NULL,
    acknowledged_at INTEGER NOT NULL,
    operator        TEXT NOT NULL,
    PRIMARY KEY (kind, entry_id, revision, department)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_acknowledgement_is_never_changed BEFORE UPDATE ON notice_acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgements are append-only'); END;

-- What departments report. Of several reports on one measure the last one counts, and all of them stay.
CREATE TABLE outcome_report (
    sequence               INTEGER PRIMARY KEY,
    report_id              TEXT NOT NULL UNIQUE,
    request_id             TEXT NOT NULL,
    request_digest         BLOB NOT NULL,
    caller                 TEXT NOT NULL,
    department             TEXT NOT NULL,
    operator               TEXT NOT NULL,
    check_id               TEXT,
    matter                 TEXT NOT NULL,
    case_number            TEXT NOT NULL,
    reported_at            INTEGER NOT NULL,
    reported_on            TEXT NOT NULL,
    acted_at               INTEGER NOT NULL,
    case_closed_on         TEXT,
    must_check             INTEGER NOT NULL,
    closed_without_check   INTEGER NOT NULL,
    mandatory_not_executed INTEGER NOT NULL,
    old_check              INTEGER NOT NULL,
    UNIQUE (caller, request_id)
) STRICT;
CREATE INDEX outcome_report_by_closing ON outcome_report (case_closed_on) WHERE case_closed_on IS NOT NULL;
CREATE INDEX outcome_report_by_old_check ON outcome_report (reported_on) WHERE old_check <> 0;
CREATE TRIGGER outcome_report_is_never_changed BEFORE UPDATE ON outcome_report
BEGIN SELECT RAISE(ABORT, 'reports are append-only'); END;

CREATE TABLE outcome (
    check_id    TEXT NOT NULL,
    measure     TEXT NOT NULL,
    report      INTEGER NOT NULL REFERENCES outcome_report (sequence) ON DELETE CASCADE,
    result      INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    reported_at INTEGER NOT NULL,
    reported_on TEXT NOT NULL,
    operator    TEXT NOT NULL,
    PRIMARY KEY (check_id, measure, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX outcome_by_day ON outcome (reported_on);
CREATE TRIGGER outcome_is_never_changed BEFORE UPDATE ON outcome
BEGIN SELECT RAISE(ABORT, 'reports are append-only'); END;
