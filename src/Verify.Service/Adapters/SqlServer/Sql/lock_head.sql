-- Not the update's OUTPUT: on Babelfish that is the row as it was before the wait for the lock.
UPDATE registry_head SET revision = revision WHERE id = 1;
SELECT revision, recorded_at FROM registry_head WHERE id = 1;
