INSERT INTO outcome (check_id, measure, report, result, reason, reported_at, reported_on, operator)
VALUES (@check_id, @measure, @report, @result, @reason, @reported_at, @reported_on, @operator);
