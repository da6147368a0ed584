-- What is open and when it is due. It follows from facts and is written in their transaction; a settled row is deleted.
-- Days are ISO dates, 2026-06-16, which sort as text.
CREATE TABLE open_obligation (
    sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        INTEGER NOT NULL,
    id          TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    day         TEXT NOT NULL,
    department  TEXT NOT NULL,
    UNIQUE (kind, id, subject_key)
) STRICT;
CREATE INDEX open_obligation_by_day ON open_obligation (day, sequence);
CREATE INDEX open_obligation_by_department ON open_obligation (department, day, sequence);
