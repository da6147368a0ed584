INSERT INTO retraction (revision, entry_id) VALUES (@revision, @entry_id);
