INSERT OR IGNORE INTO check_subject (check_id, subject_key, part) VALUES (@check_id, @subject_key, @part);
