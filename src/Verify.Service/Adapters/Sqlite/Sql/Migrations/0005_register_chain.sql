-- The chain of the register, see ChainFormat: every commit of checks is a block, and none is ever changed or deleted. A check's block is
-- the last one whose first sequence is not above the check's own.
CREATE TABLE check_block (
    number  INTEGER PRIMARY KEY,
    format  INTEGER NOT NULL,
    kind    INTEGER NOT NULL,
    first   INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    newest  INTEGER NOT NULL,
    digests BLOB NOT NULL,
    prior   BLOB NOT NULL,
    hash    BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX check_block_by_first ON check_block (first) WHERE kind = 1;
CREATE TRIGGER check_block_follows BEFORE INSERT ON check_block
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM check_block)
BEGIN SELECT RAISE(ABORT, 'blocks are in order'); END;
CREATE TRIGGER check_block_is_never_changed BEFORE UPDATE ON check_block
BEGIN SELECT RAISE(ABORT, 'the chain of the register is append-only'); END;
CREATE TRIGGER check_block_is_never_deleted BEFORE DELETE ON check_block
BEGIN SELECT RAISE(ABORT, 'the chain of the register is append-only'); END;

-- Checks that are gone because their time of keeping was over, as ranges of sequences that never meet.
CREATE TABLE check_removal (
    first      INTEGER PRIMARY KEY,
    count      INTEGER NOT NULL,
    block      INTEGER NOT NULL,
    removed_at INTEGER NOT NULL,
    by_rule    TEXT NOT NULL
) STRICT;
CREATE INDEX check_removal_by_block ON check_removal (block);
CREATE TRIGGER check_removal_is_never_changed BEFORE UPDATE ON check_removal
BEGIN SELECT RAISE(ABORT, 'the chain of the register is append-only'); END;
CREATE TRIGGER check_removal_is_never_deleted BEFORE DELETE ON check_removal
BEGIN SELECT RAISE(ABORT, 'the chain of the register is append-only'); END;

-- The sequence is a check's place in the chain: without gaps also where rows were deleted before there was one. The program seals what
-- is here into the first blocks.
DROP TRIGGER check_record_is_never_changed;
UPDATE check_record SET sequence = -numbered.place
FROM (SELECT sequence AS was, row_number() OVER (ORDER BY sequence) AS place FROM check_record) AS numbered
WHERE check_record.sequence = numbered.was AND numbered.place <> numbered.was;
UPDATE check_record SET sequence = -sequence WHERE sequence < 0;
CREATE TRIGGER check_record_is_never_changed BEFORE UPDATE ON check_record
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;
CREATE TRIGGER check_record_is_removed_by_rule BEFORE DELETE ON check_record
WHEN coalesce((SELECT first + count FROM check_removal WHERE first <= OLD.sequence ORDER BY first DESC LIMIT 1), 0) <= OLD.sequence
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;

-- What hangs on a check goes with it and never without.
CREATE TRIGGER check_subject_is_never_changed BEFORE UPDATE ON check_subject
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;
CREATE TRIGGER check_subject_goes_with_its_check BEFORE DELETE ON check_subject
WHEN EXISTS (SELECT 1 FROM check_record WHERE check_id = OLD.check_id)
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;
CREATE TRIGGER check_entry_is_never_changed BEFORE UPDATE ON check_entry
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;
CREATE TRIGGER check_entry_goes_with_its_check BEFORE DELETE ON check_entry
WHEN EXISTS (SELECT 1 FROM check_record WHERE check_id = OLD.check_id)
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;
CREATE TRIGGER check_measure_is_never_changed BEFORE UPDATE ON check_measure
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;
CREATE TRIGGER check_measure_goes_with_its_check BEFORE DELETE ON check_measure
WHEN EXISTS (SELECT 1 FROM check_record WHERE check_id = OLD.check_id)
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;
CREATE TRIGGER notice_is_never_changed BEFORE UPDATE ON notice
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;
CREATE TRIGGER notice_goes_with_its_check BEFORE DELETE ON notice
WHEN EXISTS (SELECT 1 FROM check_record WHERE check_id = OLD.check_id)
BEGIN SELECT RAISE(ABORT, 'the register of queries is append-only'); END;

-- Subjects and cases come in no order, and an index over all of them would have a page of its own to change for nearly every check. By
-- sixteen thousand checks at a time it is a few pages, which stay in memory until the next sixteen thousand. Searches look into each.
DROP INDEX check_record_by_subject;
DROP INDEX check_record_by_case;
CREATE INDEX check_record_by_subject ON check_record (sequence >> 14, subject_key) WHERE subject_key IS NOT NULL;
CREATE INDEX check_record_by_case ON check_record (sequence >> 14, case_number);
