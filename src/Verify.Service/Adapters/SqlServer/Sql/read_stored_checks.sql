SELECT sequence, check_id, request_id, request_digest, caller, department, operator, subject_key, matter, case_number, stage, region,
    evaluated_at, as_of, revision, catalog_version, disposition, refusal, feedback_due_on, answer_valid_until, answer, asked
FROM check_record
WHERE sequence >= @from AND sequence < @below
ORDER BY sequence;

SELECT check_record.sequence, check_subject.subject_key, check_subject.part
FROM check_record
JOIN check_subject ON check_subject.check_id = check_record.check_id
WHERE check_record.sequence >= @from AND check_record.sequence < @below;

SELECT check_record.sequence, check_entry.entry_id
FROM check_record
JOIN check_entry ON check_entry.check_id = check_record.check_id
WHERE check_record.sequence >= @from AND check_record.sequence < @below;

SELECT check_record.sequence, check_measure.measure, check_measure.effect, check_measure.strength, check_measure.feedback_required
FROM check_record
JOIN check_measure ON check_measure.check_id = check_record.check_id
WHERE check_record.sequence >= @from AND check_record.sequence < @below;

SELECT check_record.sequence, notice.kind, notice.entry_id, notice.department
FROM check_record
JOIN notice ON notice.check_id = check_record.check_id
WHERE check_record.sequence >= @from AND check_record.sequence < @below;
