SELECT revision, recorded_at, request_digest FROM fact WHERE request_id = @request_id;
