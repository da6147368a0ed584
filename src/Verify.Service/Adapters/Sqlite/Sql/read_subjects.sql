SELECT subject.subject_key, code_type, code, sealed
FROM json_each(@keys) AS wanted
CROSS JOIN subject ON subject.subject_key = wanted.value;
