PRAGMA integrity_check(check_record);
