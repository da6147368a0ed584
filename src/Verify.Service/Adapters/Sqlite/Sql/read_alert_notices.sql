SELECT owed.kind, owed.entry_id, 0, owed.department, first.evaluated_at, owed.checks, owed.last_check, acknowledged_at, told.operator
FROM (
    SELECT kind, entry_id, department, count(*) AS checks, min(check_id) AS first_check, max(check_id) AS last_check
    FROM notice
    WHERE @department IS NULL OR department = @department
    GROUP BY kind, entry_id, department
) AS owed
CROSS JOIN check_record AS first ON first.check_id = owed.first_check
LEFT JOIN notice_acknowledgement AS told
    ON told.kind = owed.kind AND told.entry_id = owed.entry_id AND told.revision = 0 AND told.department = owed.department;
