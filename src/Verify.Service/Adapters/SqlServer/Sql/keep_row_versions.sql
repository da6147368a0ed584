-- Readers then neither wait for writers nor hold them up. Refused without a wait where others are connected, or where the login
-- may not: everything is correct without it, only slower.
IF EXISTS (SELECT 1 FROM sys.databases WHERE database_id = DB_ID() AND is_read_committed_snapshot_on = 0)
    ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT;
