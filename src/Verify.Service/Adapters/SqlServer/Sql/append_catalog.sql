INSERT INTO catalog_publication (revision, version, effective_from, published_at, published_by, files)
VALUES (@revision, @version, @effective_from, @published_at, @published_by, @files);
