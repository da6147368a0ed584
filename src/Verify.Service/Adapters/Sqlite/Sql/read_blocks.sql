SELECT number, format, kind, first, count, newest, digests, prior, hash
FROM check_block
WHERE number > @after
ORDER BY number
LIMIT @count;
