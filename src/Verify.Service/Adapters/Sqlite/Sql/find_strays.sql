-- What hangs on a check is looked for by its key, from the least one on: a table is not held against another in one piece.
SELECT 'check ' || sequence || ' is in no block'
FROM check_record
WHERE sequence < 1 OR sequence >= coalesce((
    SELECT first + count FROM check_block WHERE number = (SELECT max(number) FROM check_block)), 1)
UNION ALL
SELECT 'the removal at ' || first || ' is in no block'
FROM check_removal
WHERE first >= -9223372036854775808 AND NOT EXISTS (SELECT 1 FROM check_block WHERE number = block AND kind = 2)
UNION ALL
SELECT 'a further subject hangs on check ' || check_id || ', which is not there'
FROM check_subject AS hung
WHERE check_id >= '' AND NOT EXISTS (SELECT 1 FROM check_record WHERE check_record.check_id = hung.check_id)
UNION ALL
SELECT 'an entry hangs on check ' || check_id || ', which is not there'
FROM check_entry AS hung
WHERE check_id >= '' AND NOT EXISTS (SELECT 1 FROM check_record WHERE check_record.check_id = hung.check_id)
UNION ALL
SELECT 'a measure hangs on check ' || check_id || ', which is not there'
FROM check_measure AS hung
WHERE check_id >= '' AND NOT EXISTS (SELECT 1 FROM check_record WHERE check_record.check_id = hung.check_id)
UNION ALL
SELECT 'a notice hangs on check ' || check_id || ', which is not there'
FROM notice AS hung
WHERE check_id >= '' AND NOT EXISTS (SELECT 1 FROM check_record WHERE check_record.check_id = hung.check_id)
LIMIT @count;
