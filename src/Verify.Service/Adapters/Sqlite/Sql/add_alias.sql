INSERT OR IGNORE INTO subject_alias (alias_key, subject_key, revision) VALUES (@alias_key, @subject_key, @revision);
