SELECT version FROM caller_version WHERE id = 1;
