INSERT OR IGNORE INTO notice (check_id, kind, entry_id, department) VALUES (@check_id, @kind, @entry_id, @department);
