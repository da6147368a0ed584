SELECT revision, subject_key, occurred_at, recorded_at, department, operator, document, payload
FROM fact
WHERE subject_key = @subject_key
ORDER BY revision;
