-- Instants are .NET UTC ticks: 100 ns since 0001-01-01T00:00:00Z, exact both ways. To read one:
-- DATEADD(SECOND, t / 10000000 % 86400, DATEADD(DAY, t / 864000000000, CAST('0001-01-01' AS DATETIME2))).
-- Codes, keys and identifiers have a binary collation: they are compared letter by letter, whatever the database's own collation.
-- GO ends a batch, as in every tool for SQL Server.

-- The ring whose key names the persons in here; under another every one of them would be a stranger.
CREATE TABLE key_ring (
    id          INT NOT NULL,
    fingerprint NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT key_ring_pk PRIMARY KEY (id),
    CONSTRAINT key_ring_is_one CHECK (id = 1)
);

-- One row. Whoever appends updates it first and so holds its lock: revisions have no gap and follow the order of commits.
CREATE TABLE registry_head (
    id          INT NOT NULL,
    revision    BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    CONSTRAINT registry_head_pk PRIMARY KEY (id),
    CONSTRAINT registry_head_is_one CHECK (id = 1)
);
INSERT INTO registry_head (id, revision, recorded_at) VALUES (1, 0, 0);

-- The truth. Everything about subjects below follows from it, except for sealed codes. A dossier lies together on the disk.
CREATE TABLE fact (
    revision       BIGINT NOT NULL,
    subject_key    NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    occurred_at    BIGINT NOT NULL,
    recorded_at    BIGINT NOT NULL,
    department     NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    operator       NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    document       NVARCHAR(MAX) NOT NULL,
    request_id     NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    request_digest VARBINARY(64) NOT NULL,
    payload        NVARCHAR(MAX) NOT NULL,
    CONSTRAINT fact_pk PRIMARY KEY NONCLUSTERED (revision),
    CONSTRAINT fact_by_subject UNIQUE CLUSTERED (subject_key, revision),
    CONSTRAINT fact_by_request UNIQUE NONCLUSTERED (request_id)
);
CREATE INDEX fact_by_recorded_at ON fact (recorded_at, revision);
-- Sources are heard from for ever; only the last time counts.
CREATE INDEX fact_by_sync ON fact (subject_key, occurred_at, revision) WHERE subject_key >= N'S:' AND subject_key < N'S;';
GO
CREATE TRIGGER fact_is_append_only ON fact AFTER UPDATE, DELETE AS
    THROW 51000, N'Facts are append-only.', 1;
GO

-- Facts by which an entry turned out wrong: rare, and asked for by whoever must tell those who were told otherwise.
CREATE TABLE retraction (
    revision BIGINT NOT NULL,
    entry_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT retraction_pk PRIMARY KEY (revision),
    CONSTRAINT retraction_is_fact FOREIGN KEY (revision) REFERENCES fact (revision)
);

-- Codes behind keys: an organisation's plain, a person's sealed.
CREATE TABLE subject (
    subject_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    code_type   NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    code        NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NULL,
    sealed      VARBINARY(512) NULL,
    CONSTRAINT subject_pk PRIMARY KEY (subject_key),
    CONSTRAINT subject_is_plain_or_sealed CHECK ((code IS NULL AND sealed IS NOT NULL) OR (code IS NOT NULL AND sealed IS NULL))
);

CREATE TABLE subject_alias (
    alias_key   NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    revision    BIGINT NOT NULL,
    CONSTRAINT subject_alias_pk PRIMARY KEY (alias_key)
);

-- Entries, penalties and commitments: each id belongs to one subject, whoever comes first.
CREATE TABLE named_thing (
    kind        NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    id          NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT named_thing_pk PRIMARY KEY (kind, id)
);

CREATE TABLE catalog_publication (
    revision       BIGINT NOT NULL,
    version        NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    effective_from BIGINT NOT NULL,
    published_at   BIGINT NOT NULL,
    published_by   NVARCHAR(200) NOT NULL,
    files          NVARCHAR(MAX) NOT NULL,
    CONSTRAINT catalog_publication_pk PRIMARY KEY (revision),
    CONSTRAINT catalog_publication_once UNIQUE (version, effective_from),
    CONSTRAINT catalog_publication_is_fact FOREIGN KEY (revision) REFERENCES fact (revision)
);
GO
CREATE TRIGGER catalog_publication_is_append_only ON catalog_publication AFTER UPDATE, DELETE AS
    THROW 51000, N'Publications are append-only.', 1;
GO

-- The register of queries. Rows are never changed; they may be deleted once their time of keeping is over. A check id begins with
-- the time of the check (UUIDv7), so its order is the order of time: as text, for UNIQUEIDENTIFIER has an order of its own.
CREATE TABLE check_record (
    check_id           NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    request_id         NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    request_digest     VARBINARY(64) NOT NULL,
    caller             NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    department         NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    operator           NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject_key        NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    matter             NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    case_number        NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    stage              INT NOT NULL,
    region             NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    evaluated_at       BIGINT NOT NULL,
    as_of              BIGINT NOT NULL,
    revision           BIGINT NOT NULL,
    catalog_version    NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    disposition        INT NOT NULL,
    refusal            NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    feedback_due_on    NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL,
    answer_valid_until BIGINT NULL,
    answer             VARBINARY(MAX) NOT NULL,
    CONSTRAINT check_record_pk PRIMARY KEY (check_id)
);
-- A refusal does not use up the request id: what was refused may be asked again once it is put right.
CREATE UNIQUE INDEX check_record_by_request ON check_record (caller, request_id) WHERE request_id <> N'' AND refusal = N'';
CREATE INDEX check_record_by_subject ON check_record (subject_key, check_id) WHERE subject_key IS NOT NULL;
CREATE INDEX check_record_by_case ON check_record (case_number, check_id);
CREATE INDEX check_record_by_feedback ON check_record (feedback_due_on) WHERE feedback_due_on IS NOT NULL;

-- What hangs on a check. A clean one about one subject has none of it. Days are calendar dates in China, ISO 8601.
CREATE TABLE check_subject (
    check_id    NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    part        TINYINT NOT NULL,
    CONSTRAINT check_subject_pk PRIMARY KEY (check_id, subject_key, part),
    CONSTRAINT check_subject_of_check FOREIGN KEY (check_id) REFERENCES check_record (check_id) ON DELETE CASCADE
);
CREATE INDEX check_subject_by_subject ON check_subject (subject_key, check_id);

CREATE TABLE check_entry (
    check_id NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entry_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT check_entry_pk PRIMARY KEY (check_id, entry_id),
    CONSTRAINT check_entry_of_check FOREIGN KEY (check_id) REFERENCES check_record (check_id) ON DELETE CASCADE
);
CREATE INDEX check_entry_by_entry ON check_entry (entry_id, check_id);

CREATE TABLE check_measure (
    check_id          NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    measure           NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    effect            TINYINT NOT NULL,
    strength          TINYINT NOT NULL,
    feedback_required BIT NOT NULL,
    CONSTRAINT check_measure_pk PRIMARY KEY (check_id, measure),
    CONSTRAINT check_measure_of_check FOREIGN KEY (check_id) REFERENCES check_record (check_id) ON DELETE CASCADE
);

CREATE TABLE notice (
    check_id   NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind       TINYINT NOT NULL,
    entry_id   NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    department NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT notice_pk PRIMARY KEY (check_id, kind, entry_id),
    CONSTRAINT notice_of_check FOREIGN KEY (check_id) REFERENCES check_record (check_id) ON DELETE CASCADE
);
CREATE INDEX notice_by_department ON notice (department, kind, entry_id, check_id);

CREATE TABLE notice_acknowledgement (
    kind            TINYINT NOT NULL,
    entry_id        NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    revision        BIGINT NOT NULL,
    department      NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    acknowledged_at BIGINT NOT NULL,
    operator        NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT notice_acknowledgement_pk PRIMARY KEY (kind, entry_id, revision, department)
);

-- What departments report. Of several reports on one measure the last one counts, and all of them stay.
CREATE TABLE outcome_report (
    sequence               BIGINT IDENTITY NOT NULL,
    report_id              NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    request_id             NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    request_digest         VARBINARY(64) NOT NULL,
    caller                 NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    department             NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    operator               NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    check_id               NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NULL,
    matter                 NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    case_number            NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reported_at            BIGINT NOT NULL,
    reported_on            NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    acted_at               BIGINT NOT NULL,
    case_closed_on         NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL,
    must_check             BIT NOT NULL,
    closed_without_check   BIT NOT NULL,
    mandatory_not_executed BIT NOT NULL,
    old_check              TINYINT NOT NULL,
    CONSTRAINT outcome_report_pk PRIMARY KEY (sequence),
    CONSTRAINT outcome_report_once UNIQUE (report_id),
    CONSTRAINT outcome_report_by_request UNIQUE (caller, request_id)
);
CREATE INDEX outcome_report_by_closing ON outcome_report (case_closed_on) WHERE case_closed_on IS NOT NULL;
CREATE INDEX outcome_report_by_old_check ON outcome_report (reported_on) WHERE old_check <> 0;

CREATE TABLE outcome (
    check_id    NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    measure     NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    report      BIGINT NOT NULL,
    result      TINYINT NOT NULL,
    reason      NVARCHAR(MAX) NOT NULL,
    reported_at BIGINT NOT NULL,
    reported_on NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    operator    NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT outcome_pk PRIMARY KEY (check_id, measure, report),
    CONSTRAINT outcome_of_report FOREIGN KEY (report) REFERENCES outcome_report (sequence) ON DELETE CASCADE
);
CREATE INDEX outcome_by_day ON outcome (reported_on);
GO
CREATE TRIGGER check_record_is_never_changed ON check_record AFTER UPDATE AS
    THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER notice_acknowledgement_is_never_changed ON notice_acknowledgement AFTER UPDATE AS
    THROW 51000, N'Acknowledgements are append-only.', 1;
GO
CREATE TRIGGER outcome_report_is_never_changed ON outcome_report AFTER UPDATE AS
    THROW 51000, N'Reports are append-only.', 1;
GO
CREATE TRIGGER outcome_is_never_changed ON outcome AFTER UPDATE AS
    THROW 51000, N'Reports are append-only.', 1;
GO
