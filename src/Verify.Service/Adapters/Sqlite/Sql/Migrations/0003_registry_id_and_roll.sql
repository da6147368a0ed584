-- The registry's own name, drawn once: what is cached of it elsewhere is kept under it. Draw another by hand where an older copy of the
-- database takes this one's place: nothing cached of the revisions that are lost then counts for those that come.
CREATE TABLE registry_id (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    guid TEXT NOT NULL
) STRICT;
INSERT INTO registry_id (id, guid) VALUES (1, lower(hex(randomblob(16))));

-- Instances of the service that may answer from what they keep: a handful, and rows go with them.
CREATE TABLE instance (
    id        TEXT PRIMARY KEY,
    beat      INTEGER NOT NULL,
    confirmed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
