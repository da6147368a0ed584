INSERT OR IGNORE INTO instance (id, beat, confirmed) VALUES (@id, 0, 0);
