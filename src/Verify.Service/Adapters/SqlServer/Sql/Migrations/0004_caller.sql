-- Who may ask. Rows are never deleted; a caller is revoked once. No credential can be had from here: an API key is known by its hash.
-- credential_kind: 1 API key, 2 certificate, 3 token. NULL in matters or regions means all. Lists are separated by blanks.
CREATE TABLE caller (
    id                NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    department        NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    credential_kind   INT NOT NULL,
    credential_name   NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    credential_hash   VARBINARY(64) NOT NULL,
    scopes            NVARCHAR(MAX) NOT NULL,
    matters           NVARCHAR(MAX) NULL,
    regions           NVARCHAR(MAX) NULL,
    organisations     BIT NOT NULL,
    persons           BIT NOT NULL,
    calls_per_second  INT NOT NULL,
    outstanding_calls INT NOT NULL,
    created_at        BIGINT NOT NULL,
    revoked_at        BIGINT NULL,
    CONSTRAINT caller_pk PRIMARY KEY (id),
    CONSTRAINT caller_by_credential UNIQUE (credential_kind, credential_name)
);

-- One row. It grows with every change above, in its transaction: whoever knows the version knows the callers.
CREATE TABLE caller_version (
    id      INT NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT caller_version_pk PRIMARY KEY (id),
    CONSTRAINT caller_version_is_one CHECK (id = 1)
);
INSERT INTO caller_version (id, version) VALUES (1, 0);
