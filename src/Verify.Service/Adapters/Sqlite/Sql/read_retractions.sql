SELECT fact.revision, subject_key, occurred_at, recorded_at, department, operator, document, payload
FROM retraction
CROSS JOIN fact ON fact.revision = retraction.revision
ORDER BY fact.revision;
