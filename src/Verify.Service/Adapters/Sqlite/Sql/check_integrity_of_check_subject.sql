PRAGMA integrity_check(check_subject);
