PRAGMA integrity_check(check_entry);
