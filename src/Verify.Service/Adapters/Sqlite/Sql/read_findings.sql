-- The four kinds in one order, so that a page can begin anywhere. Numbers are those of FindingKind.
SELECT kind, found_on, department, operator, matter, case_number, check_id, measure, reason, old_check, settled_on, position
FROM (
    SELECT 1 AS kind, feedback_due_on AS found_on, department, operator, matter, case_number, checked.check_id, measure, '' AS reason,
        0 AS old_check,
        (SELECT min(reported_on) FROM outcome WHERE check_id = advised.check_id AND measure = advised.measure) AS settled_on,
        feedback_due_on || ' 1 ' || checked.check_id || ' ' || measure AS position
    FROM check_record AS checked
    CROSS JOIN check_measure AS advised ON advised.check_id = checked.check_id AND feedback_required = 1
    WHERE feedback_due_on >= @first_day AND feedback_due_on <= @last_day AND feedback_due_on < @today
    UNION ALL
    SELECT 2, case_closed_on, department, operator, matter, case_number, check_id, '', '', 0, NULL, case_closed_on || ' 2 ' || report_id
    FROM outcome_report
    WHERE case_closed_on >= @first_day AND case_closed_on <= @last_day AND closed_without_check = 1
    UNION ALL
    SELECT 3, reported_on, department, last.operator, matter, case_number, checked.check_id, last.measure, last.reason, 0, NULL,
        reported_on || ' 3 ' || checked.check_id || ' ' || last.measure
    FROM outcome AS last
    CROSS JOIN check_measure AS advised ON advised.check_id = last.check_id AND advised.measure = last.measure AND strength = 2
    CROSS JOIN check_record AS checked ON checked.check_id = last.check_id
    WHERE reported_on >= @first_day AND reported_on <= @last_day AND result = 2 AND NOT EXISTS (
        SELECT 1 FROM outcome AS later
        WHERE later.check_id = last.check_id AND later.measure = last.measure AND later.report > last.report)
    UNION ALL
    SELECT 4, reported_on, department, operator, matter, case_number, check_id, '', '', old_check, NULL, reported_on || ' 4 ' || report_id
    FROM outcome_report
    WHERE reported_on >= @first_day AND reported_on <= @last_day AND old_check <> 0
) AS finding
WHERE (settled_on IS NULL OR settled_on > found_on)
    AND (@department IS NULL OR department = @department)
    AND position > @after
ORDER BY position
LIMIT @count;
