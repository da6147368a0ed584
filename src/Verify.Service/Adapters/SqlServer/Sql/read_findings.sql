-- The four kinds in one order, so that a page can begin anywhere. Numbers are those of FindingKind.
SELECT kind, found_on, department, operator, matter, case_number, check_id, measure, reason, old_check, settled_on, position
FROM (
    SELECT CAST(1 AS TINYINT) AS kind, checked.feedback_due_on AS found_on, checked.department, checked.operator, checked.matter,
        checked.case_number, checked.check_id, advised.measure, N'' AS reason, CAST(0 AS TINYINT) AS old_check,
        (SELECT MIN(reported_on) FROM outcome WHERE outcome.check_id = advised.check_id AND outcome.measure = advised.measure) AS settled_on,
        checked.feedback_due_on + N' 1 ' + checked.check_id + N' ' + advised.measure AS position
    FROM check_record AS checked
    JOIN check_measure AS advised ON advised.check_id = checked.check_id AND advised.feedback_required = 1
    WHERE checked.feedback_due_on >= @first_day AND checked.feedback_due_on <= @last_day AND checked.feedback_due_on < @today
    UNION ALL
    SELECT CAST(2 AS TINYINT), case_closed_on, department, operator, matter, case_number, check_id, N'', N'', CAST(0 AS TINYINT), NULL,
        case_closed_on + N' 2 ' + report_id
    FROM outcome_report
    WHERE case_closed_on >= @first_day AND case_closed_on <= @last_day AND closed_without_check = 1
    UNION ALL
    SELECT CAST(3 AS TINYINT), told.reported_on, checked.department, told.operator, checked.matter, checked.case_number, checked.check_id,
        told.measure, told.reason, CAST(0 AS TINYINT), NULL, told.reported_on + N' 3 ' + checked.check_id + N' ' + told.measure
    FROM outcome AS told
    JOIN check_measure AS advised ON advised.check_id = told.check_id AND advised.measure = told.measure AND advised.strength = 2
    JOIN check_record AS checked ON checked.check_id = told.check_id
    WHERE told.reported_on >= @first_day AND told.reported_on <= @last_day AND told.result = 2 AND NOT EXISTS (
        SELECT 1 FROM outcome AS later
        WHERE later.check_id = told.check_id AND later.measure = told.measure AND later.report > told.report)
    UNION ALL
    SELECT CAST(4 AS TINYINT), reported_on, department, operator, matter, case_number, check_id, N'', N'', old_check, NULL,
        reported_on + N' 4 ' + report_id
    FROM outcome_report
    WHERE reported_on >= @first_day AND reported_on <= @last_day AND old_check <> 0
) AS finding
WHERE (settled_on IS NULL OR settled_on > found_on)
    AND (@department IS NULL OR department = @department)
    AND position > @after
ORDER BY position
OFFSET 0 ROWS FETCH NEXT @count ROWS ONLY;
