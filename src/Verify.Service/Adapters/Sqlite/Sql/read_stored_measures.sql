SELECT checked.sequence, measure, effect, strength, feedback_required
FROM check_record AS checked
CROSS JOIN check_measure AS hung ON hung.check_id = checked.check_id
WHERE checked.sequence >= @from AND checked.sequence < @below;
