INSERT INTO outcome_report (
    report_id, request_id, request_digest, caller, department, operator, check_id, matter, case_number, reported_at, reported_on,
    acted_at, case_closed_on, must_check, closed_without_check, mandatory_not_executed, old_check)
VALUES (
    @report_id, @request_id, @request_digest, @caller, @department, @operator, @check_id, @matter, @case_number, @reported_at, @reported_on,
    @acted_at, @case_closed_on, @must_check, @closed_without_check, @mandatory_not_executed, @old_check)
ON CONFLICT DO NOTHING
RETURNING sequence;
