-- The revision first, then only facts up to it: facts are never changed, so that is one snapshot whatever is committed meanwhile.
DECLARE @known BIGINT = (SELECT revision FROM registry_head WHERE id = 1);
IF @instant IS NOT NULL
    SET @known = COALESCE((
        SELECT TOP (1) revision FROM fact
        WHERE recorded_at <= @instant AND revision <= @known
        ORDER BY recorded_at DESC, revision DESC), 0);
IF @revision < @known
    SET @known = CASE WHEN @revision < 0 THEN 0 ELSE @revision END;

SELECT @known;

SELECT fact.revision, fact.subject_key, fact.occurred_at, fact.recorded_at, fact.department, fact.operator, fact.document, fact.payload
FROM OPENJSON(@keys) WITH (subject_key NVARCHAR(200) '$') AS wanted
JOIN fact ON fact.subject_key = wanted.subject_key COLLATE Latin1_General_100_BIN2 AND fact.revision <= @known;
