SELECT number, first + count, hash FROM check_block WHERE number = (SELECT max(number) FROM check_block);
