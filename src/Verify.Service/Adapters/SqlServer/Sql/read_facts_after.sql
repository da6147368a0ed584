SELECT revision, subject_key, occurred_at, recorded_at, department, operator, document, payload
FROM fact
WHERE revision > @revision
ORDER BY revision
OFFSET 0 ROWS FETCH NEXT @count ROWS ONLY;
