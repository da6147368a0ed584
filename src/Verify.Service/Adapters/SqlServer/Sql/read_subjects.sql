SELECT subject.subject_key, subject.code_type, subject.code, subject.sealed
FROM OPENJSON(@keys) WITH (subject_key NVARCHAR(200) '$') AS wanted
JOIN subject ON subject.subject_key = wanted.subject_key COLLATE Latin1_General_100_BIN2;
