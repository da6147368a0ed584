-- Ranges never meet, so that one at the most begins before the first sequence and reaches it.
SELECT first, count, block, removed_at, by_rule
FROM check_removal
WHERE first >= coalesce((SELECT max(first) FROM check_removal WHERE first <= @from), @from) AND first < @below
ORDER BY first;
