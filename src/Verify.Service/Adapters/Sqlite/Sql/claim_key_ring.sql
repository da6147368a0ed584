INSERT OR IGNORE INTO key_ring (id, fingerprint) VALUES (1, @fingerprint);
