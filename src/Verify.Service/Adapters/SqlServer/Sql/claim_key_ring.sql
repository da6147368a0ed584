INSERT INTO key_ring (id, fingerprint)
SELECT 1, @fingerprint
WHERE NOT EXISTS (SELECT 1 FROM key_ring);

SELECT fingerprint FROM key_ring;
