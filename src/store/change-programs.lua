-- Changes the catalogue and its version in one step, unless another import changed it meanwhile.
-- KEYS 1 the programs (hash), 2 the catalogue (hash)
-- ARGV 1 the version the changes were worked out for, 2 field and 3 value of the source's sync state,
--      4 number n of programs to write, then n times id and JSON, then the ids to drop
-- Returns the version after it, or -1 when the catalogue has moved on and nothing was done.
local version = tonumber(redis.call('HGET', KEYS[2], 'version') or '0')
if version ~= tonumber(ARGV[1]) then return -1 end
local last = 4 + 2 * tonumber(ARGV[4])
for at = 5, last, 2 do redis.call('HSET', KEYS[1], ARGV[at], ARGV[at + 1]) end
for at = last + 1, #ARGV do redis.call('HDEL', KEYS[1], ARGV[at]) end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
if #ARGV == 4 then return version end
return redis.call('HINCRBY', KEYS[2], 'version', 1)
