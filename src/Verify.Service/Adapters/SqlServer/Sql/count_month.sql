SELECT checked.department AS department_code, checked.matter AS matter_code,
    COUNT_BIG(CASE WHEN checked.refusal = N'' THEN 1 END) AS answers,
    COUNT_BIG(CASE WHEN checked.refusal <> N'' THEN 1 END) AS refusals,
    COUNT_BIG(hit.check_id) AS hits
FROM check_record AS checked
LEFT JOIN (SELECT DISTINCT check_id FROM check_entry WHERE check_id >= @from_id AND check_id < @below_id) AS hit
    ON hit.check_id = checked.check_id
WHERE checked.check_id >= @from_id AND checked.check_id < @below_id
    AND (@department IS NULL OR checked.department = @department)
    AND (@matter IS NULL OR checked.matter = @matter)
GROUP BY checked.department, checked.matter
ORDER BY checked.department, checked.matter;

SELECT checked.department AS department_code, checked.matter AS matter_code, advised.measure AS measure_code, advised.strength,
    COUNT_BIG(*) AS advised,
    COUNT_BIG(CASE WHEN advised.feedback_required = 1 THEN 1 END) AS feedback_owed,
    COUNT_BIG(CASE WHEN advised.feedback_required = 1 AND told.result IS NOT NULL THEN 1 END) AS feedback_given,
    COUNT_BIG(CASE WHEN advised.feedback_required = 1 AND told.result IS NULL AND checked.feedback_due_on < @today THEN 1 END) AS feedback_overdue,
    COUNT_BIG(CASE WHEN told.result = 1 THEN 1 END) AS executed,
    COUNT_BIG(CASE WHEN told.result = 2 THEN 1 END) AS not_executed
FROM check_measure AS advised
JOIN check_record AS checked ON checked.check_id = advised.check_id
OUTER APPLY (
    SELECT TOP (1) outcome.result
    FROM outcome
    WHERE outcome.check_id = advised.check_id AND outcome.measure = advised.measure
    ORDER BY outcome.report DESC) AS told
WHERE advised.check_id >= @from_id AND advised.check_id < @below_id
    AND (@department IS NULL OR checked.department = @department)
    AND (@matter IS NULL OR checked.matter = @matter)
GROUP BY checked.department, checked.matter, advised.measure, advised.strength
ORDER BY checked.department, checked.matter, advised.measure, advised.strength;

-- A case that is reported closed more than once is one case; it was closed without a check if any report says so.
SELECT closed.department AS department_code, closed.matter AS matter_code,
    COUNT_BIG(CASE WHEN closed.without_check = 0 THEN 1 END) AS with_check,
    COUNT_BIG(CASE WHEN closed.without_check = 1 THEN 1 END) AS without_check
FROM (
    SELECT department, matter, case_number, MAX(CASE WHEN closed_without_check = 1 THEN 1 ELSE 0 END) AS without_check
    FROM outcome_report
    WHERE case_closed_on >= @first_day AND case_closed_on <= @last_day AND must_check = 1
        AND (@department IS NULL OR department = @department)
        AND (@matter IS NULL OR matter = @matter)
    GROUP BY department, matter, case_number
) AS closed
GROUP BY closed.department, closed.matter
ORDER BY closed.department, closed.matter;
