SELECT revision, recorded_at FROM fact ORDER BY revision DESC LIMIT 1;
