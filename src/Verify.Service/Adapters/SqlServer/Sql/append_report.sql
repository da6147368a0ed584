INSERT INTO outcome_report (
    report_id, request_id, request_digest, caller, department, operator, check_id, matter, case_number, reported_at, reported_on,
    acted_at, case_closed_on, must_check, closed_without_check, mandatory_not_executed, old_check)
SELECT
    @report_id, @request_id, @request_digest, @caller, @department, @operator, @check_id, @matter, @case_number, @reported_at, @reported_on,
    @acted_at, @case_closed_on, @must_check, @closed_without_check, @mandatory_not_executed, @old_check
WHERE NOT EXISTS (SELECT 1 FROM outcome_report WHERE caller = @caller AND request_id = @request_id);

SELECT CASE WHEN @@ROWCOUNT = 1 THEN CAST(SCOPE_IDENTITY() AS BIGINT) END;
