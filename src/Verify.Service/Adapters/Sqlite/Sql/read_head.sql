SELECT revision, recorded_at FROM fact WHERE revision = (SELECT max(revision) FROM fact);
