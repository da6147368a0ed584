PRAGMA integrity_check(check_removal);
