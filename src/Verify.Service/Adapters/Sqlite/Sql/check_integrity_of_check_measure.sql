PRAGMA integrity_check(check_measure);
