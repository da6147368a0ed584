SELECT block.number AS block, CAST(checked.sequence - block.first AS INT) AS place, block.hash, block.prior
FROM check_record AS checked
JOIN check_block AS block ON block.first = (SELECT MAX(first) FROM check_block WHERE kind = 1 AND first <= checked.sequence)
WHERE checked.check_id = @check_id AND block.kind = 1 AND checked.sequence < block.first + block.count;
