SELECT number, first + count AS next, hash FROM check_block WHERE number = (SELECT MAX(number) FROM check_block);
