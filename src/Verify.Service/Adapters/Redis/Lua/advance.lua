-- Moves a bucket's marker and forgets whom the changes are about.
-- KEYS  the bucket's marker; the values of subjects of this bucket that have changed after "from" up to and including "to"
-- ARGV  from; to; a generation that nobody has used
-- Gives 0 where it was told before, 1 where the marker has moved, 2 where a new generation begins, since changes between the
-- marker and "from" are unknown here.

-- MGET gives nothing where GET of a list or a hash is an error.
local marker = redis.call('MGET', KEYS[1])[1] or ''
local generation, told = string.match(marker, '^([%w_-]+):(%d+)$')
if not generation or tonumber(told) < tonumber(ARGV[1]) then
    redis.call('SET', KEYS[1], ARGV[3] .. ':' .. ARGV[2])
    return 2
end
if tonumber(told) >= tonumber(ARGV[2]) then
    return 0
end

-- In this order: a script that ends half way, for want of memory, has then forgotten too much and vouched for nothing.
if #KEYS > 1 then
    redis.call('DEL', unpack(KEYS, 2))
end
redis.call('SET', KEYS[1], generation .. ':' .. ARGV[2])
return 1
