SELECT check_id, subject_key, part
FROM json_each(@check_ids) AS wanted
CROSS JOIN check_subject ON check_id = wanted.value
ORDER BY check_id, subject_key, part;
