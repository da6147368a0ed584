SELECT check_id, entry_id
FROM json_each(@check_ids) AS wanted
CROSS JOIN check_entry ON check_id = wanted.value
ORDER BY check_id, entry_id;
