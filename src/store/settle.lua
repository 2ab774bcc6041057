-- Settles an item of the outbox, which the holder of the lease has sent, given up or must put off, and lends the next one.
-- A connection that was lost before the answer came sends a script again: the second time the item is gone.
-- Has outbox.lua before it.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 lease token, 4 lease in ms, 5 address the message went to,
--      6 what the stored item begins with: {"lane":"...","id":"...", 7 'sent' or 'later',
--      8 delay in ms (later) or an event (JSON) for the inbox of a patron who is not erased, '' for none (sent), 9 attempts (later)
-- Returns {'lost'} when the lease went to another, {'next', message, attempts} with the lease renewed, or, when nothing is left that
-- does not wait, {'done', inbox...}.
local prefix, number = ARGV[1], ARGV[2]
local inbox, outbox, busy = prefix .. 'inbox:' .. number, prefix .. 'outbox:' .. number, prefix .. 'busy'
local kept = redis.call('HMGET', KEYS[1], 'lease', 'erased', 'home')
if kept[1] ~= ARGV[3] then return {'lost'} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local item = itemWith(outbox, ARGV[6])
if item then
  local waits = waitsOf(KEYS[1])
  if ARGV[7] == 'later' then
    waits[laneOf(item)] = {now + ARGV[8], tonumber(ARGV[9])}
  else
    waits[laneOf(item)] = nil
    redis.call('LREM', outbox, 1, item)
    if ARGV[8] ~= '' and kept[2] ~= '1' then redis.call('RPUSH', inbox, ARGV[8]) end
  end
  keepWaits(KEYS[1], waits)
end

local ready, detail = firstReady(KEYS[1], outbox, now)
if ready then
  redis.call('HSET', KEYS[1], 'until', now + ARGV[4], 'sending', markOf(ready))
  redis.call('ZADD', busy, now + ARGV[4], number)
  return {'next', ready, detail}
end
local waiting = redis.call('LRANGE', inbox, 0, 9)
redis.call('HSET', KEYS[1], 'lease', '', 'until', 0, 'sending', '')
if #waiting > 0 then
  redis.call('ZADD', busy, now + ARGV[4], number)
elseif detail then
  redis.call('ZADD', busy, detail, number)
elseif kept[2] == '1' then
  local address = prefix .. 'address:' .. (kept[3] or ARGV[5])
  redis.call('DEL', KEYS[1])
  if redis.call('GET', address) == number then redis.call('DEL', address) end
  redis.call('ZREM', busy, number)
else
  redis.call('ZREM', busy, number)
end
return {'done', unpack(waiting)}
