SELECT check_id, department, operator, subject_key, matter, case_number, stage, region, evaluated_at, as_of, revision,
    catalog_version, disposition, refusal, feedback_due_on, answer_valid_until
FROM check_record
WHERE check_id = @check_id;
