SELECT occurred_at
FROM fact
WHERE subject_key = @source AND subject_key >= 'S:' AND subject_key < 'S;' AND occurred_at <= @by AND revision <= @revision
ORDER BY occurred_at DESC
LIMIT 1;
