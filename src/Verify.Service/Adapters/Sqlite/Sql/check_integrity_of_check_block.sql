PRAGMA integrity_check(check_block);
