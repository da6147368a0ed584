SELECT report_id, request_id, request_digest, caller, department, operator, check_id, matter, case_number, reported_at, acted_at,
    case_closed_on, must_check, closed_without_check, mandatory_not_executed, old_check
FROM outcome_report
WHERE caller = @caller AND request_id = @request_id;
