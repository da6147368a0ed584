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

-- The register of queries. Rows are never changed; they may be deleted once their time of keeping is over.
CREATE TABLE check_record (
    sequence        BIGINT IDENTITY NOT NULL,
    check_id        UNIQUEIDENTIFIER NOT NULL,
    request_id      NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    request_digest  VARBINARY(64) NOT NULL,
    caller          NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    department      NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    operator        NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject_key     NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    matter          NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    case_number     NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    stage           INT NOT NULL,
    region          NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    evaluated_at    BIGINT NOT NULL,
    as_of           BIGINT NOT NULL,
    revision        BIGINT NOT NULL,
    catalog_version NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    disposition     INT NOT NULL,
    refusal         NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    answer          VARBINARY(MAX) NOT NULL,
    CONSTRAINT check_record_pk PRIMARY KEY (sequence),
    CONSTRAINT check_record_once UNIQUE (check_id)
);
-- A refusal does not use up the request id: what was refused may be asked again once it is put right.
CREATE UNIQUE INDEX check_record_by_request ON check_record (caller, request_id) WHERE request_id <> N'' AND refusal = N'';

CREATE TABLE notice (
    check_id   UNIQUEIDENTIFIER NOT NULL,
    kind       INT NOT NULL,
    entry_id   NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    department NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT notice_pk PRIMARY KEY (check_id, kind, entry_id),
    CONSTRAINT notice_of_check FOREIGN KEY (check_id) REFERENCES check_record (check_id) ON DELETE CASCADE
);
GO
CREATE TRIGGER check_record_is_never_changed ON check_record AFTER UPDATE AS
    THROW 51000, N'The register of queries is append-only.', 1;
GO
