-- Counts how often what a calendar shows of a program has changed.
-- KEYS 1 the program's revision (hash: digest, sequence, modified)
-- ARGV 1 digest of the program as it is, 2 now (ISO 8601), 3 lifetime in seconds
-- Returns {sequence, modified}: 0 for a program seen the first time.
local kept = redis.call('HMGET', KEYS[1], 'digest', 'sequence', 'modified')
redis.call('EXPIRE', KEYS[1], ARGV[3])
if kept[1] == ARGV[1] then return {tonumber(kept[2]), kept[3]} end
local sequence = kept[1] and kept[2] + 1 or 0
redis.call('HSET', KEYS[1], 'digest', ARGV[1], 'sequence', sequence, 'modified', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return {sequence, ARGV[2]}
