-- One array of changes: without a day it is settled, without a department it is moved, with both it is opened. None is there twice.
DELETE open_obligation
FROM open_obligation
JOIN OPENJSON(@changes) WITH (kind INT '$.kind', id NVARCHAR(200) '$.id', subject_key NVARCHAR(200) '$.subject_key', day NVARCHAR(10) '$.day') AS change
    ON open_obligation.kind = change.kind
    AND open_obligation.id = change.id COLLATE Latin1_General_100_BIN2
    AND open_obligation.subject_key = change.subject_key COLLATE Latin1_General_100_BIN2
WHERE change.day IS NULL;

UPDATE open_obligation SET day = change.day
FROM open_obligation
JOIN OPENJSON(@changes) WITH (
    kind INT '$.kind', id NVARCHAR(200) '$.id', subject_key NVARCHAR(200) '$.subject_key', day NVARCHAR(10) '$.day',
    department NVARCHAR(200) '$.department') AS change
    ON open_obligation.kind = change.kind
    AND open_obligation.id = change.id COLLATE Latin1_General_100_BIN2
    AND open_obligation.subject_key = change.subject_key COLLATE Latin1_General_100_BIN2
WHERE change.day IS NOT NULL AND change.department IS NULL;

INSERT INTO open_obligation (kind, id, subject_key, day, department)
SELECT change.kind, change.id, change.subject_key, change.day, change.department
FROM OPENJSON(@changes) WITH (
    position INT '$.position', kind INT '$.kind', id NVARCHAR(200) '$.id', subject_key NVARCHAR(200) '$.subject_key',
    day NVARCHAR(10) '$.day', department NVARCHAR(200) '$.department') AS change
WHERE change.department IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM open_obligation
    WHERE open_obligation.kind = change.kind
        AND open_obligation.id = change.id COLLATE Latin1_General_100_BIN2
        AND open_obligation.subject_key = change.subject_key COLLATE Latin1_General_100_BIN2)
ORDER BY change.position;
