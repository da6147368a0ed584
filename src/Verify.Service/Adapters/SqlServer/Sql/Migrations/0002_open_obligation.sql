-- What is open and when it is due. It follows from facts and is written in their transaction; a settled row is deleted.
-- Days are ISO dates, 2026-06-16, which sort as text.
CREATE TABLE open_obligation (
    sequence    BIGINT IDENTITY NOT NULL,
    kind        INT NOT NULL,
    id          NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    day         NCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    department  NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT open_obligation_pk PRIMARY KEY (sequence),
    CONSTRAINT open_obligation_once UNIQUE (kind, id, subject_key)
);
CREATE INDEX open_obligation_by_day ON open_obligation (day, sequence);
CREATE INDEX open_obligation_by_department ON open_obligation (department, day, sequence);
