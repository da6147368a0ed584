SELECT revision, subject_key, payload
FROM fact
WHERE revision > @revision
ORDER BY revision
LIMIT @count;
