-- Claims what a dead process may have left of a patron: its state and inbox, and the lease on its outbox when nobody holds it.
-- Has outbox.lua before it.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 lease token, 4 lease in ms
-- Returns {lease, attempts, head, revision, state, inbox...}: lease is 0 (nothing to send, a living process holds it, or all
-- waits), 1 (granted), or 2 (granted, and the head may have been sent before its sender died).
local prefix, number = ARGV[1], ARGV[2]
local inbox, outbox, busy = prefix .. 'inbox:' .. number, prefix .. 'outbox:' .. number, prefix .. 'busy'
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kept = redis.call('HMGET', KEYS[1], 'until', 'revision', 'state')
local waiting = redis.call('LRANGE', inbox, 0, 9)
local isEmpty = redis.call('LLEN', outbox) == 0
local held = tonumber(kept[1] or 0)
local item, attempts, lease
if held <= now and not isEmpty then item, attempts, lease = lend(KEYS[1], outbox, now, ARGV[3], ARGV[4]) end
if isEmpty and #waiting == 0 then
  redis.call('ZREM', busy, number)
elseif item or #waiting > 0 then
  redis.call('ZADD', busy, now + ARGV[4], number)
else
  local _, soonest = firstReady(KEYS[1], outbox, now)
  redis.call('ZADD', busy, held > now and held or soonest, number)
end
return {lease or 0, attempts or 0, item or '', kept[2] or '0', kept[3] or '', unpack(waiting)}
