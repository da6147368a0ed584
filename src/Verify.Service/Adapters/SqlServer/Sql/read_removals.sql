SELECT first, count, block, removed_at, by_rule
FROM check_removal
WHERE first >= COALESCE((SELECT MAX(first) FROM check_removal WHERE first <= @from), @from) AND first < @below
ORDER BY first;
