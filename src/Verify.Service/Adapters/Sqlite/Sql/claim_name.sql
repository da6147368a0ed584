INSERT OR IGNORE INTO named_thing (kind, id, subject_key) VALUES (@kind, @id, @subject_key);
