INSERT INTO check_record (
    sequence, check_id, request_id, request_digest, caller, department, operator, subject_key, matter, case_number, stage, region,
    evaluated_at, as_of, revision, catalog_version, disposition, refusal, feedback_due_on, answer_valid_until, answer, asked)
VALUES (
    @sequence, @check_id, @request_id, @request_digest, @caller, @department, @operator, @subject_key, @matter, @case_number, @stage, @region,
    @evaluated_at, @as_of, @revision, @catalog_version, @disposition, @refusal, @feedback_due_on, @answer_valid_until, @answer, @asked)
ON CONFLICT DO NOTHING;
