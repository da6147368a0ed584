-- An answer rests on what was wrong if its revision lies between two facts that took the entry back.
SELECT CAST(@kind AS TINYINT) AS kind, owed.entry_id, owed.revision, owed.department, owed.since, owed.checks, owed.last_check_id,
    told.acknowledged_at, told.operator
FROM (
    SELECT used.entry_id, wanted.revision, checked.department, wanted.since,
        COUNT_BIG(*) AS checks, MAX(checked.check_id) AS last_check_id
    FROM OPENJSON(@retracted) WITH (
        entry_id NVARCHAR(200) '$.entry_id', after_revision BIGINT '$.after', revision BIGINT '$.revision', since BIGINT '$.since') AS wanted
    JOIN check_entry AS used ON used.entry_id = wanted.entry_id COLLATE Latin1_General_100_BIN2
    JOIN check_record AS checked ON checked.check_id = used.check_id
    WHERE checked.revision >= wanted.after_revision AND checked.revision < wanted.revision
        AND (@department IS NULL OR checked.department = @department)
    GROUP BY used.entry_id, wanted.revision, checked.department, wanted.since
) AS owed
LEFT JOIN notice_acknowledgement AS told
    ON told.kind = @kind AND told.entry_id = owed.entry_id AND told.revision = owed.revision AND told.department = owed.department;
