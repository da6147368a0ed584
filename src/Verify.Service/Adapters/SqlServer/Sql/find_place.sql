SELECT block.number AS block, CAST(checked.sequence - block.first AS INT) AS place, block.hash, block.prior, checked.sequence,
    SUBSTRING(block.digests, CAST(32 * (checked.sequence - block.first) + 1 AS INT), 32) AS digest
FROM check_record AS checked
JOIN check_block AS block ON block.first = (SELECT MAX(first) FROM check_block WHERE kind = 1 AND first <= checked.sequence)
WHERE checked.check_id = @check_id AND block.kind = 1 AND checked.sequence < block.first + block.count;
