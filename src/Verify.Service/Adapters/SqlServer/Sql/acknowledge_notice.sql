INSERT INTO notice_acknowledgement (kind, entry_id, revision, department, acknowledged_at, operator)
SELECT @kind, @entry_id, @revision, @department, @acknowledged_at, @operator
WHERE NOT EXISTS (
    SELECT 1 FROM notice_acknowledgement
    WHERE kind = @kind AND entry_id = @entry_id AND revision = @revision AND department = @department);

SELECT acknowledged_at, operator
FROM notice_acknowledgement
WHERE kind = @kind AND entry_id = @entry_id AND revision = @revision AND department = @department;
