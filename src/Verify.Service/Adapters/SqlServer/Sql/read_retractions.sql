SELECT fact.revision, fact.subject_key, fact.occurred_at, fact.recorded_at, fact.department, fact.operator, fact.document, fact.payload
FROM retraction
JOIN fact ON fact.revision = retraction.revision
ORDER BY fact.revision;
