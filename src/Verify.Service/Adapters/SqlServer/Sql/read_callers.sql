SELECT
    id, department, credential_kind, credential_name, credential_hash, scopes, matters, regions, organisations, persons, calls_per_second,
    outstanding_calls, created_at, revoked_at
FROM caller
ORDER BY id;
