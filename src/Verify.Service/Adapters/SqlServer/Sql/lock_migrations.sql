-- Of the session: one lock for all migrations, each of which is a transaction of its own. Let go when the session ends.
DECLARE @result INT;
EXEC @result = sp_getapplock @Resource = N'verify_migrations', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 20000;
SELECT @result;
