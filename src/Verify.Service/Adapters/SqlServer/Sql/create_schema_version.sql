IF OBJECT_ID(N'schema_version', N'U') IS NULL
    CREATE TABLE schema_version (
        version    INT NOT NULL,
        applied_at DATETIME2(3) NOT NULL CONSTRAINT schema_version_now DEFAULT SYSUTCDATETIME(),
        CONSTRAINT schema_version_pk PRIMARY KEY (version)
    );
