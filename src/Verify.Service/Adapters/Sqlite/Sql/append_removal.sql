INSERT INTO check_removal (first, count, block, removed_at, by_rule) VALUES (@first, @count, @block, @removed_at, @by_rule);
