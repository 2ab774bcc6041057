-- Claims what a dead process may have left of a patron: its state and inbox, and the lease on its outbox when nobody holds it.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 lease token, 4 lease in ms
-- Returns {lease, attempts, head, revision, state, inbox...}: lease is 'none' (nothing to send, a living process holds it, or the
-- outbox waits), 'granted', or 'doubt' (granted, and the head may have been sent before its sender died).
local prefix, number = ARGV[1], ARGV[2]
local inbox, outbox, busy = prefix .. 'inbox:' .. number, prefix .. 'outbox:' .. number, prefix .. 'busy'
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kept = redis.call('HMGET', KEYS[1], 'lease', 'until', 'wait', 'attempts', 'revision', 'state')
local head = redis.call('LINDEX', outbox, 0) or ''
local waiting = redis.call('LRANGE', inbox, 0, 9)
local free = math.max(tonumber(kept[2] or 0), tonumber(kept[3] or 0))
local lease = 'none'
if head ~= '' and free <= now then
  lease = kept[1] and kept[1] ~= '' and 'doubt' or 'granted'
  redis.call('HSET', KEYS[1], 'lease', ARGV[3], 'until', now + ARGV[4], 'wait', 0)
end
if head == '' and #waiting == 0 then
  redis.call('ZREM', busy, number)
elseif #waiting == 0 and free > now then
  redis.call('ZADD', busy, free, number)
else
  redis.call('ZADD', busy, now + ARGV[4], number)
end
return {lease, kept[4] or '0', head, kept[5] or '0', kept[6] or '', unpack(waiting)}
