SELECT checked.sequence, hung.subject_key, hung.part
FROM check_record AS checked
CROSS JOIN check_subject AS hung ON hung.check_id = checked.check_id
WHERE checked.sequence >= @from AND checked.sequence < @below;
