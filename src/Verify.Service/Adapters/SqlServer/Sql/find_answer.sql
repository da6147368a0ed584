SELECT request_digest, answer FROM check_record
WHERE caller = @caller AND request_id = @request_id AND request_id <> N'' AND refusal = N'';
