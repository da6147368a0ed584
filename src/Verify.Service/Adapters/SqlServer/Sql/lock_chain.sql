-- Then what is there is read with the lock held: nobody else appends before this transaction ends.
UPDATE check_turn SET taken = taken WHERE id = 1;
SELECT number, first + count AS next, hash FROM check_block WHERE number = (SELECT MAX(number) FROM check_block);
