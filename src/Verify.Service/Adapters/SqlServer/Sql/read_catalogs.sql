SELECT revision, version, effective_from, published_at, published_by, files FROM catalog_publication ORDER BY revision;
