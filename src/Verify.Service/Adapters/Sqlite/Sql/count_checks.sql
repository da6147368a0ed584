SELECT department, matter,
    sum(CASE WHEN refusal = '' THEN 1 ELSE 0 END),
    sum(CASE WHEN refusal = '' THEN 0 ELSE 1 END),
    sum(CASE WHEN hit.check_id IS NULL THEN 0 ELSE 1 END)
FROM check_record AS checked
LEFT JOIN (SELECT DISTINCT check_id FROM check_entry WHERE check_id >= @from_id AND check_id < @below_id) AS hit
    ON hit.check_id = checked.check_id
WHERE checked.check_id >= @from_id AND checked.check_id < @below_id
    AND (@department IS NULL OR department = @department)
    AND (@matter IS NULL OR matter = @matter)
GROUP BY department, matter
ORDER BY department, matter;
