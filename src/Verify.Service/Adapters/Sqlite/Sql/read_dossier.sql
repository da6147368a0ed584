-- As read_dossiers, for one subject, without a list to unpack. One statement is one snapshot. The first part is one row, the snapshot's revision; the second, the facts under it.
WITH known (revision) AS MATERIALIZED (
    SELECT max(0, min(
        (SELECT coalesce(max(revision), 0) FROM fact),
        coalesce(@revision, 9223372036854775807),
        CASE WHEN @instant IS NULL THEN 9223372036854775807 ELSE coalesce((
            SELECT revision FROM fact WHERE recorded_at <= @instant ORDER BY recorded_at DESC, revision DESC LIMIT 1), 0) END))
)
SELECT revision, NULL AS subject_key, NULL, NULL, NULL, NULL, NULL, NULL FROM known
UNION ALL
SELECT fact.revision, fact.subject_key, occurred_at, recorded_at, department, operator, document, payload
FROM known
CROSS JOIN fact ON fact.subject_key = @key AND fact.revision <= known.revision;
