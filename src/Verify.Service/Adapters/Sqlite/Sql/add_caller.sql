INSERT INTO caller (
    id, department, credential_kind, credential_name, credential_hash, scopes, matters, regions, organisations, persons, calls_per_second,
    outstanding_calls, created_at, revoked_at)
SELECT
    @id, @department, @credential_kind, @credential_name, @credential_hash, @scopes, @matters, @regions, @organisations, @persons,
    @calls_per_second, @outstanding_calls, @created_at, NULL
WHERE NOT EXISTS (
    SELECT 1 FROM caller WHERE id = @id OR (credential_kind = @credential_kind AND credential_name = @credential_name));
