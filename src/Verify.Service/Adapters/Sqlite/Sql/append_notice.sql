INSERT OR IGNORE INTO notice (check_id, kind, entry_id) VALUES (@check_id, @kind, @entry_id);
