SELECT acknowledged_at, operator
FROM notice_acknowledgement
WHERE kind = @kind AND entry_id = @entry_id AND revision = @revision AND department = @department;
