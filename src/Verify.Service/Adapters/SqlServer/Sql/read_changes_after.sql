-- As much of the payload as tells its type. Revision and subject come from the narrow index on revision.
SELECT revision, subject_key, SUBSTRING(payload, 1, 64) AS beginning
FROM fact
WHERE revision > @revision
ORDER BY revision
OFFSET 0 ROWS FETCH NEXT @count ROWS ONLY;
