INSERT INTO instance (id, beat, confirmed)
SELECT @id, 0, 0
WHERE NOT EXISTS (SELECT 1 FROM instance WHERE id = @id);
