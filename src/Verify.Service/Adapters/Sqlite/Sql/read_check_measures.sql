SELECT advised.check_id, advised.measure, effect, strength, feedback_required, last.result, last.reason, last.reported_at
FROM json_each(@check_ids) AS wanted
CROSS JOIN check_measure AS advised ON advised.check_id = wanted.value
LEFT JOIN outcome AS last ON last.check_id = advised.check_id AND last.measure = advised.measure AND last.report = (
    SELECT max(report) FROM outcome WHERE check_id = advised.check_id AND measure = advised.measure)
ORDER BY advised.check_id, advised.measure;
