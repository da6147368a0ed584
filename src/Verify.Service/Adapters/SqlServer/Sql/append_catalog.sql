-- The lock of the head puts publishers in order: the same publication twice is seen, not run into.
UPDATE registry_head SET revision = revision WHERE id = 1;

INSERT INTO catalog_publication (version, effective_from, published_at, published_by, files)
SELECT @version, @effective_from, @published_at, @published_by, @files
WHERE NOT EXISTS (SELECT 1 FROM catalog_publication WHERE version = @version AND effective_from = @effective_from);
