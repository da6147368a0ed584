SELECT first, count, block, removed_at, by_rule FROM check_removal WHERE block = @block ORDER BY first;
