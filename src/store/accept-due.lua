-- Accepts from inside that a patron is to be looked at: refuses a repeat and a patron who is gone, appends it to the inbox.
-- KEYS 1 the patron (hash), 2 seen mark of the look, 3 busy (zset)
-- ARGV 1 prefix of the partition, 2 number, 3 event (JSON), 4 lifetime of the mark in seconds, 5 grace before the sweep looks in ms
-- Returns {1, revision, state, inbox...} or {0}.
local kept = redis.call('HMGET', KEYS[1], 'revision', 'state', 'erased')
if not kept[2] or kept[2] == '' or kept[3] == '1' then return {0} end
if not redis.call('SET', KEYS[2], '', 'NX', 'EX', ARGV[4]) then return {0} end
local inbox = ARGV[1] .. 'inbox:' .. ARGV[2]
redis.call('RPUSH', inbox, ARGV[3])
local time = redis.call('TIME')
redis.call('ZADD', KEYS[3], 'LT', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[5], ARGV[2])
return {1, kept[1] or '0', kept[2], unpack(redis.call('LRANGE', inbox, 0, 9))}
