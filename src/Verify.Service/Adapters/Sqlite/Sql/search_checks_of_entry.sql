SELECT checked.check_id, department, operator, subject_key, matter, case_number, stage, region, evaluated_at, as_of, revision,
    catalog_version, disposition, refusal, feedback_due_on, answer_valid_until
FROM check_entry AS used
CROSS JOIN check_record AS checked ON checked.check_id = used.check_id
WHERE used.entry_id = @entry_id AND used.check_id >= @from_id AND used.check_id < @below_id
    AND (@subject_key IS NULL OR subject_key = @subject_key OR EXISTS (
        SELECT 1 FROM check_subject WHERE check_subject.check_id = checked.check_id AND check_subject.subject_key = @subject_key))
    AND (@case_number IS NULL OR case_number = @case_number)
    AND (@department IS NULL OR department = @department)
    AND (@matter IS NULL OR matter = @matter)
    AND (@disposition IS NULL OR disposition = @disposition)
    AND (@refused IS NULL OR CASE WHEN refusal = '' THEN 0 ELSE 1 END = @refused)
    AND evaluated_at >= @from AND evaluated_at < @to
ORDER BY checked.check_id DESC
LIMIT @count;
