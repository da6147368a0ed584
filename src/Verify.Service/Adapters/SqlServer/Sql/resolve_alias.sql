SELECT subject_alias.subject_key
FROM subject_alias
JOIN fact ON fact.revision = subject_alias.revision
WHERE subject_alias.alias_key = @alias_key
    AND (@revision IS NULL OR fact.revision <= @revision)
    AND (@instant IS NULL OR fact.recorded_at <= @instant);
