SELECT owed.kind, owed.entry_id, CAST(0 AS BIGINT) AS revision, owed.department, earliest.evaluated_at AS since, owed.checks,
    owed.last_check_id, told.acknowledged_at, told.operator
FROM (
    SELECT kind, entry_id, department, COUNT_BIG(*) AS checks, MIN(check_id) AS first_check_id, MAX(check_id) AS last_check_id
    FROM notice
    WHERE @department IS NULL OR department = @department
    GROUP BY kind, entry_id, department
) AS owed
JOIN check_record AS earliest ON earliest.check_id = owed.first_check_id
LEFT JOIN notice_acknowledgement AS told
    ON told.kind = owed.kind AND told.entry_id = owed.entry_id AND told.revision = 0 AND told.department = owed.department;
