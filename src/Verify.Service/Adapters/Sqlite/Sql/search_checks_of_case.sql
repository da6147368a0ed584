WITH RECURSIVE part (number) AS (
    SELECT max(sequence) >> 12 FROM check_record
    UNION ALL
    SELECT number - 1 FROM part WHERE number > 0)
SELECT checked.check_id, department, operator, subject_key, matter, case_number, stage, region, evaluated_at, as_of, revision,
    catalog_version, disposition, refusal, feedback_due_on, answer_valid_until
FROM part
CROSS JOIN check_record AS checked ON checked.sequence >> 12 = part.number
WHERE case_number = @case_number AND check_id >= @from_id AND check_id < @below_id
    AND (@department IS NULL OR department = @department)
    AND (@matter IS NULL OR matter = @matter)
    AND (@disposition IS NULL OR disposition = @disposition)
    AND (@refused IS NULL OR CASE WHEN refusal = '' THEN 0 ELSE 1 END = @refused)
    AND evaluated_at >= @from AND evaluated_at < @to
ORDER BY checked.check_id DESC
LIMIT @count;
