INSERT OR IGNORE INTO check_entry (check_id, entry_id) VALUES (@check_id, @entry_id);
