-- Everything by which the drafts are judged, in one round trip.
SELECT fact.request_id, fact.revision, fact.recorded_at, fact.request_digest
FROM OPENJSON(@requests) WITH (request_id NVARCHAR(200) '$') AS wanted
JOIN fact ON fact.request_id = wanted.request_id COLLATE Latin1_General_100_BIN2;

SELECT fact.revision, fact.subject_key, fact.occurred_at, fact.recorded_at, fact.department, fact.operator, fact.document, fact.payload
FROM OPENJSON(@subjects) WITH (subject_key NVARCHAR(200) '$') AS wanted
JOIN fact ON fact.subject_key = wanted.subject_key COLLATE Latin1_General_100_BIN2;

SELECT named_thing.kind, named_thing.id, named_thing.subject_key
FROM OPENJSON(@things) WITH (kind NVARCHAR(20) '$.kind', id NVARCHAR(200) '$.id') AS wanted
JOIN named_thing ON named_thing.kind = wanted.kind COLLATE Latin1_General_100_BIN2
    AND named_thing.id = wanted.id COLLATE Latin1_General_100_BIN2;

SELECT subject_alias.alias_key, subject_alias.subject_key
FROM OPENJSON(@aliases) WITH (alias_key NVARCHAR(200) '$') AS wanted
JOIN subject_alias ON subject_alias.alias_key = wanted.alias_key COLLATE Latin1_General_100_BIN2;

SELECT subject.subject_key
FROM OPENJSON(@identities) WITH (subject_key NVARCHAR(200) '$') AS wanted
JOIN subject ON subject.subject_key = wanted.subject_key COLLATE Latin1_General_100_BIN2;
