-- Accepts one event of an address that says it was joined to a patron of this partition: only the patron can tell whether it is so.
-- KEYS 1 the patron (hash), 2 seen mark of the event, 3 busy (zset)
-- ARGV 1 prefix of the partition, 2 number, 3 address, 4 event (JSON), 5 lifetime of the mark in seconds,
--      6 grace before the sweep looks in ms
-- Returns {1, revision, state, inbox...}, {0} for a repeat, or {2} when the address is not the patron's: nothing is done then.
local kept = redis.call('HMGET', KEYS[1], 'joined:' .. ARGV[3], 'erased', 'revision', 'state')
if not kept[1] or kept[2] == '1' then return {2} end
if not redis.call('SET', KEYS[2], '', 'NX', 'EX', ARGV[5]) then return {0} end
local inbox = ARGV[1] .. 'inbox:' .. ARGV[2]
redis.call('RPUSH', inbox, ARGV[4])
local time = redis.call('TIME')
redis.call('ZADD', KEYS[3], 'LT', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[6], ARGV[2])
return {1, kept[3] or '0', kept[4] or '', unpack(redis.call('LRANGE', inbox, 0, 9))}
