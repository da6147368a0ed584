PRAGMA integrity_check(notice);
