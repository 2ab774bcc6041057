-- Accepts one event: finds or makes the patron of its address, refuses a repeat, appends it to the inbox.
-- Everything is in the partition of the address, so all keys share one hash tag. An address that was joined to a patron holds where
-- that is: the event is accepted there then, by accept-joined.lua.
-- KEYS 1 address (string: the patron's number, or the id of the patron it was joined to), 2 seen mark of the event,
--      3 counter of patrons, 4 busy (zset)
-- ARGV 1 prefix of the partition, 2 event (JSON), 3 lifetime of the mark in seconds, 4 grace before the sweep looks in ms,
--      5 lifetime of the patron in seconds
-- Returns {1, number, revision, state, inbox...}, {0, number} for a repeat, or {2, patron} for a joined address.
local number = redis.call('GET', KEYS[1])
if number and string.find(number, '-', 1, true) then
  -- Seen before it was joined.
  if redis.call('EXISTS', KEYS[2]) == 1 then return {0, number} end
  redis.call('EXPIRE', KEYS[1], ARGV[5])
  return {2, number}
end
if not redis.call('SET', KEYS[2], '', 'NX', 'EX', ARGV[3]) then return {0, number or ''} end
if not number then
  number = tostring(redis.call('INCR', KEYS[3]))
  redis.call('SET', KEYS[1], number, 'EX', ARGV[5])
end
local patron = ARGV[1] .. 'patron:' .. number
local inbox = ARGV[1] .. 'inbox:' .. number
redis.call('RPUSH', inbox, ARGV[2])
local time = redis.call('TIME')
-- LT: an outbox that waits for hours must not make the sweep wait for this event as long.
redis.call('ZADD', KEYS[4], 'LT', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[4], number)
local kept = redis.call('HMGET', patron, 'revision', 'state')
return {1, number, kept[1] or '0', kept[2] or '', unpack(redis.call('LRANGE', inbox, 0, 9))}
