-- The chain of the register, see ChainFormat: every commit of checks is a block, and none is ever changed or deleted. A check's block is
-- the last one whose first sequence is not above the check's own.
CREATE TABLE check_block (
    number  BIGINT NOT NULL,
    format  TINYINT NOT NULL,
    kind    TINYINT NOT NULL,
    first   BIGINT NOT NULL,
    count   INT NOT NULL,
    newest  BIGINT NOT NULL,
    digests VARBINARY(MAX) NOT NULL,
    prior   VARBINARY(32) NOT NULL,
    hash    VARBINARY(32) NOT NULL,
    CONSTRAINT check_block_pk PRIMARY KEY (number)
) /* ledger */;
CREATE UNIQUE INDEX check_block_by_first ON check_block (first) WHERE kind = 1;

-- Checks that are gone because their time of keeping was over, as ranges of sequences that never meet.
CREATE TABLE check_removal (
    first      BIGINT NOT NULL,
    count      BIGINT NOT NULL,
    block      BIGINT NOT NULL,
    removed_at BIGINT NOT NULL,
    by_rule    NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT check_removal_pk PRIMARY KEY (first)
) /* ledger */;
CREATE INDEX check_removal_by_block ON check_removal (block);

-- One row, whose lock puts those in line who append to the chain.
CREATE TABLE check_turn (
    id    INT NOT NULL,
    taken INT NOT NULL,
    CONSTRAINT check_turn_pk PRIMARY KEY (id),
    CONSTRAINT check_turn_is_one CHECK (id = 1)
);
INSERT INTO check_turn (id, taken) VALUES (1, 0);

-- The sequence is a check's place in the chain. The program seals what is here into the first blocks. A program from before the chain
-- gives none, and is refused.
ALTER TABLE check_record ADD sequence BIGINT NULL;
DROP TRIGGER check_record_is_never_changed;
GO
UPDATE check_record SET sequence = numbered.place
FROM check_record
JOIN (SELECT check_id, ROW_NUMBER() OVER (ORDER BY check_id) AS place FROM check_record) AS numbered ON numbered.check_id = check_record.check_id;
ALTER TABLE check_record ADD CONSTRAINT check_record_has_a_place CHECK (sequence IS NOT NULL);
GO
CREATE UNIQUE INDEX check_record_by_sequence ON check_record (sequence);
GO
CREATE TRIGGER check_block_is_append_only ON check_block AFTER UPDATE, DELETE AS
    THROW 51000, N'The chain of the register is append-only.', 1;
GO
CREATE TRIGGER check_removal_is_append_only ON check_removal AFTER UPDATE, DELETE AS
    THROW 51000, N'The chain of the register is append-only.', 1;
GO
CREATE TRIGGER check_record_is_never_changed ON check_record AFTER UPDATE AS
    THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER check_record_is_removed_by_rule ON check_record AFTER DELETE AS
    IF EXISTS (
        SELECT 1 FROM deleted WHERE NOT EXISTS (
            SELECT 1 FROM check_removal
            WHERE check_removal.first <= deleted.sequence AND check_removal.first + check_removal.count > deleted.sequence))
        THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER check_subject_is_never_changed ON check_subject AFTER UPDATE AS
    THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER check_subject_goes_with_its_check ON check_subject AFTER DELETE AS
    IF EXISTS (SELECT 1 FROM deleted JOIN check_record ON check_record.check_id = deleted.check_id)
        THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER check_entry_is_never_changed ON check_entry AFTER UPDATE AS
    THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER check_entry_goes_with_its_check ON check_entry AFTER DELETE AS
    IF EXISTS (SELECT 1 FROM deleted JOIN check_record ON check_record.check_id = deleted.check_id)
        THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER check_measure_is_never_changed ON check_measure AFTER UPDATE AS
    THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER check_measure_goes_with_its_check ON check_measure AFTER DELETE AS
    IF EXISTS (SELECT 1 FROM deleted JOIN check_record ON check_record.check_id = deleted.check_id)
        THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER notice_is_never_changed ON notice AFTER UPDATE AS
    THROW 51000, N'The register of queries is append-only.', 1;
GO
CREATE TRIGGER notice_goes_with_its_check ON notice AFTER DELETE AS
    IF EXISTS (SELECT 1 FROM deleted JOIN check_record ON check_record.check_id = deleted.check_id)
        THROW 51000, N'The register of queries is append-only.', 1;
