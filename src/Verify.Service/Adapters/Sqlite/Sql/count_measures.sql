SELECT department, matter, advised.measure, strength,
    count(*),
    sum(feedback_required),
    sum(CASE WHEN feedback_required = 1 AND last.report IS NOT NULL THEN 1 ELSE 0 END),
    sum(CASE WHEN feedback_required = 1 AND last.report IS NULL AND feedback_due_on < @today THEN 1 ELSE 0 END),
    sum(CASE WHEN last.result = 1 THEN 1 ELSE 0 END),
    sum(CASE WHEN last.result = 2 THEN 1 ELSE 0 END)
FROM check_measure AS advised
CROSS JOIN check_record AS checked ON checked.check_id = advised.check_id
LEFT JOIN outcome AS last ON last.check_id = advised.check_id AND last.measure = advised.measure AND last.report = (
    SELECT max(report) FROM outcome WHERE check_id = advised.check_id AND measure = advised.measure)
WHERE advised.check_id >= @from_id AND advised.check_id < @below_id
    AND (@department IS NULL OR department = @department)
    AND (@matter IS NULL OR matter = @matter)
GROUP BY department, matter, advised.measure, strength
ORDER BY department, matter, advised.measure, strength;
