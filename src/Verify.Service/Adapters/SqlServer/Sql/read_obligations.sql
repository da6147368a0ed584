SELECT sequence, kind, id, subject_key, day, department
FROM open_obligation
WHERE (@department = N'' OR department = @department)
    AND day <= @due_by
    AND (day > @after_day OR (day = @after_day AND sequence > @after_sequence))
ORDER BY day, sequence
OFFSET 0 ROWS FETCH NEXT @count ROWS ONLY;
