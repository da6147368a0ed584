SELECT checked.sequence, entry_id
FROM check_record AS checked
CROSS JOIN check_entry AS hung ON hung.check_id = checked.check_id
WHERE checked.sequence >= @from AND checked.sequence < @below;
