SELECT block.number, checked.sequence - block.first, block.hash, block.prior, checked.sequence,
    substr(block.digests, 32 * (checked.sequence - block.first) + 1, 32)
FROM check_record AS checked
CROSS JOIN check_block AS block ON block.number = (
    SELECT number FROM check_block WHERE kind = 1 AND first <= checked.sequence ORDER BY first DESC LIMIT 1)
WHERE checked.check_id = @check_id AND checked.sequence < block.first + block.count;
