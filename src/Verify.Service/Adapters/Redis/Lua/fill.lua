-- Keeps a value, unless a change after the revision at which it was read is known of: it could be about this subject.
-- KEYS  the bucket's marker; the value
-- ARGV  the revision at which the value was read; the value; its time to live in seconds; a generation that nobody has used
-- Gives 0 where it is refused, 1 where it is kept, 2 where it is kept as the first one of a new generation.

-- MGET gives nothing where GET of a list or a hash is an error.
local marker = redis.call('MGET', KEYS[1])[1] or ''
local generation, told = string.match(marker, '^([%w_-]+):(%d+)$')
local done = 1

-- Of a name of another length no reader would take notice.
if not generation or #generation ~= #ARGV[4] then
    generation, told, done = ARGV[4], ARGV[1], 2
    redis.call('SET', KEYS[1], generation .. ':' .. told)
end
if tonumber(told) > tonumber(ARGV[1]) then
    return 0
end
redis.call('SET', KEYS[2], generation .. ARGV[2], 'EX', ARGV[3])
return done
