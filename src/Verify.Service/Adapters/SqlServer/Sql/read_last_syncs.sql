SELECT wanted.subject_key, last_sync.occurred_at
FROM OPENJSON(@sources) WITH (subject_key NVARCHAR(200) '$') AS wanted
CROSS APPLY (
    SELECT TOP (1) fact.occurred_at
    FROM fact
    WHERE fact.subject_key = wanted.subject_key COLLATE Latin1_General_100_BIN2
        AND fact.subject_key >= N'S:' AND fact.subject_key < N'S;'
        AND fact.occurred_at <= @by AND fact.revision <= @revision
    ORDER BY fact.occurred_at DESC) AS last_sync;
