INSERT OR IGNORE INTO notice_acknowledgement (kind, entry_id, revision, department, acknowledged_at, operator)
VALUES (@kind, @entry_id, @revision, @department, @acknowledged_at, @operator);
