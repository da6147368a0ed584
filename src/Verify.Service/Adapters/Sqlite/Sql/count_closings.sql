-- A case that is reported closed more than once is one case; it was closed without a check if any report says so.
SELECT department, matter,
    sum(CASE WHEN without_check = 0 THEN 1 ELSE 0 END),
    sum(without_check)
FROM (
    SELECT department, matter, case_number, max(closed_without_check) AS without_check
    FROM outcome_report
    WHERE case_closed_on >= @first_day AND case_closed_on <= @last_day AND must_check = 1
        AND (@department IS NULL OR department = @department)
        AND (@matter IS NULL OR matter = @matter)
    GROUP BY department, matter, case_number
) AS closed
GROUP BY department, matter
ORDER BY department, matter;
