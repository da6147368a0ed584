-- Planned for each search by what it narrows: the rest of the conditions falls away before the plan is made.
SELECT checked.check_id, checked.department, checked.operator, checked.subject_key, checked.matter, checked.case_number, checked.stage,
    checked.region, checked.evaluated_at, checked.as_of, checked.revision, checked.catalog_version, checked.disposition, checked.refusal,
    checked.feedback_due_on, checked.answer_valid_until
FROM check_record AS checked
WHERE checked.check_id >= @from_id AND checked.check_id < @below_id
    AND (@entry_id IS NULL OR checked.check_id IN (SELECT check_id FROM check_entry WHERE entry_id = @entry_id))
    AND (@subject_key IS NULL OR checked.check_id IN (
        SELECT check_id FROM check_record WHERE subject_key = @subject_key
        UNION ALL
        SELECT check_id FROM check_subject WHERE subject_key = @subject_key))
    AND (@case_number IS NULL OR checked.case_number = @case_number)
    AND (@department IS NULL OR checked.department = @department)
    AND (@matter IS NULL OR checked.matter = @matter)
    AND (@disposition IS NULL OR checked.disposition = @disposition)
    AND (@refused IS NULL OR CASE WHEN checked.refusal = N'' THEN 0 ELSE 1 END = @refused)
    AND checked.evaluated_at >= @from AND checked.evaluated_at < @to
ORDER BY checked.check_id DESC
OFFSET 0 ROWS FETCH NEXT @count ROWS ONLY
OPTION (RECOMPILE);
