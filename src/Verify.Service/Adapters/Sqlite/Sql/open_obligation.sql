INSERT OR IGNORE INTO open_obligation (kind, id, subject_key, day, department)
VALUES (@kind, @id, @subject_key, @day, @department);
