SELECT checked.sequence, kind, entry_id, hung.department
FROM check_record AS checked
CROSS JOIN notice AS hung ON hung.check_id = checked.check_id
WHERE checked.sequence >= @from AND checked.sequence < @below;
