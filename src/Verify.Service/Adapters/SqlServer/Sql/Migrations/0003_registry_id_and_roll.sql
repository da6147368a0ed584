-- The registry's own name, drawn once: what is cached of it elsewhere is kept under it. Draw another by hand where an older copy of the
-- database takes this one's place: nothing cached of the revisions that are lost then counts for those that come.
CREATE TABLE registry_id (
    id   INT NOT NULL,
    guid UNIQUEIDENTIFIER NOT NULL,
    CONSTRAINT registry_id_pk PRIMARY KEY (id),
    CONSTRAINT registry_id_is_one CHECK (id = 1)
);
INSERT INTO registry_id (id, guid) VALUES (1, NEWID());

-- Instances of the service that may answer from what they keep: a handful, and rows go with them.
CREATE TABLE instance (
    id        UNIQUEIDENTIFIER NOT NULL,
    beat      BIGINT NOT NULL,
    confirmed BIGINT NOT NULL,
    CONSTRAINT instance_pk PRIMARY KEY (id)
);
