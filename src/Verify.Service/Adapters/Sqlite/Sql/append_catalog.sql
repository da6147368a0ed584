INSERT INTO catalog_publication (version, effective_from, published_at, published_by, files)
VALUES (@version, @effective_from, @published_at, @published_by, @files)
ON CONFLICT (version, effective_from) DO NOTHING;
