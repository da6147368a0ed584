SELECT stray
FROM (
    SELECT N'check ' + CAST(sequence AS NVARCHAR(20)) + N' is in no block' AS stray
    FROM check_record
    WHERE sequence < 1 OR sequence >= COALESCE((
        SELECT first + count FROM check_block WHERE number = (SELECT MAX(number) FROM check_block)), 1)
    UNION ALL
    SELECT N'the removal at ' + CAST(first AS NVARCHAR(20)) + N' is in no block'
    FROM check_removal
    WHERE NOT EXISTS (SELECT 1 FROM check_block WHERE check_block.number = check_removal.block AND check_block.kind = 2)
    UNION ALL
    SELECT N'a further subject hangs on check ' + check_id + N', which is not there'
    FROM check_subject
    WHERE NOT EXISTS (SELECT 1 FROM check_record WHERE check_record.check_id = check_subject.check_id)
    UNION ALL
    SELECT N'an entry hangs on check ' + check_id + N', which is not there'
    FROM check_entry
    WHERE NOT EXISTS (SELECT 1 FROM check_record WHERE check_record.check_id = check_entry.check_id)
    UNION ALL
    SELECT N'a measure hangs on check ' + check_id + N', which is not there'
    FROM check_measure
    WHERE NOT EXISTS (SELECT 1 FROM check_record WHERE check_record.check_id = check_measure.check_id)
    UNION ALL
    SELECT N'a notice hangs on check ' + check_id + N', which is not there'
    FROM notice
    WHERE NOT EXISTS (SELECT 1 FROM check_record WHERE check_record.check_id = notice.check_id)
) AS found
ORDER BY stray
OFFSET 0 ROWS FETCH NEXT @count ROWS ONLY;
