-- An answer rests on what was wrong if its revision lies between two facts that took the entry back.
SELECT @kind, owed.entry_id, owed.revision, owed.department, owed.since, owed.checks, owed.last_check, acknowledged_at, operator
FROM (
    SELECT wanted.value ->> 'EntryId' AS entry_id, wanted.value ->> 'Revision' AS revision, checked.department,
        wanted.value ->> 'Since' AS since, count(*) AS checks, max(checked.check_id) AS last_check
    FROM json_each(@retracted) AS wanted
    CROSS JOIN check_entry AS used ON used.entry_id = wanted.value ->> 'EntryId'
    CROSS JOIN check_record AS checked ON checked.check_id = used.check_id
    WHERE checked.revision >= wanted.value ->> 'After' AND checked.revision < wanted.value ->> 'Revision'
        AND (@department IS NULL OR checked.department = @department)
    GROUP BY 1, 2, 3, 4
) AS owed
LEFT JOIN notice_acknowledgement AS told
    ON told.kind = @kind AND told.entry_id = owed.entry_id AND told.revision = owed.revision AND told.department = owed.department;
