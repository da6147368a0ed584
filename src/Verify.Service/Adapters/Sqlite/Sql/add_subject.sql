INSERT OR IGNORE INTO subject (subject_key, code_type, code, sealed) VALUES (@subject_key, @code_type, @code, @sealed);
