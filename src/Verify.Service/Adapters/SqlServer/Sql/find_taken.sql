SELECT check_record.check_id
FROM OPENJSON(@checks) WITH (check_id NVARCHAR(36) '$') AS wanted
JOIN check_record ON check_record.check_id = wanted.check_id COLLATE Latin1_General_100_BIN2;

SELECT check_record.caller, check_record.request_id
FROM OPENJSON(@requests) WITH (caller NVARCHAR(200) '$.caller', request_id NVARCHAR(200) '$.request_id') AS wanted
JOIN check_record ON check_record.caller = wanted.caller COLLATE Latin1_General_100_BIN2
    AND check_record.request_id = wanted.request_id COLLATE Latin1_General_100_BIN2
    AND check_record.request_id <> N'' AND check_record.refusal = N'';
