-- An organisation's code is its key: that there are facts about it is all there is to find.
SELECT wanted.value, code_type, code, sealed
FROM json_each(@keys) AS wanted
LEFT JOIN subject ON subject.subject_key = wanted.value
WHERE subject.subject_key IS NOT NULL
   OR (wanted.value GLOB '[UOR]:*' AND EXISTS (SELECT 1 FROM fact WHERE fact.subject_key = wanted.value));
