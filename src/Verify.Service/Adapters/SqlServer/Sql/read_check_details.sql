SELECT check_subject.check_id, check_subject.subject_key, check_subject.part
FROM OPENJSON(@check_ids) WITH (check_id NVARCHAR(36) '$') AS wanted
JOIN check_subject ON check_subject.check_id = wanted.check_id COLLATE Latin1_General_100_BIN2
ORDER BY check_subject.check_id, check_subject.subject_key, check_subject.part;

SELECT check_entry.check_id, check_entry.entry_id
FROM OPENJSON(@check_ids) WITH (check_id NVARCHAR(36) '$') AS wanted
JOIN check_entry ON check_entry.check_id = wanted.check_id COLLATE Latin1_General_100_BIN2
ORDER BY check_entry.check_id, check_entry.entry_id;

SELECT advised.check_id, advised.measure, advised.effect, advised.strength, advised.feedback_required,
    told.result, told.reason, told.reported_at
FROM OPENJSON(@check_ids) WITH (check_id NVARCHAR(36) '$') AS wanted
JOIN check_measure AS advised ON advised.check_id = wanted.check_id COLLATE Latin1_General_100_BIN2
OUTER APPLY (
    SELECT TOP (1) outcome.result, outcome.reason, outcome.reported_at
    FROM outcome
    WHERE outcome.check_id = advised.check_id AND outcome.measure = advised.measure
    ORDER BY outcome.report DESC) AS told
ORDER BY advised.check_id, advised.measure;
