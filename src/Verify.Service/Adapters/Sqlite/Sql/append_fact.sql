INSERT INTO fact (
    revision, subject_key, occurred_at, recorded_at, department, operator, document, request_id, request_digest, payload)
VALUES (
    @revision, @subject_key, @occurred_at, @recorded_at, @department, @operator, @document, @request_id, @request_digest, @payload);
