-- Settles the message at the head of the outbox, which the holder of the lease has sent, given up or must put off.
-- A connection that was lost before the answer came sends a script again: the second time the head is another message and stays.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 lease token, 4 lease in ms, 5 address the message went to,
--      6 what the stored message holds and no other does: "id":"...", 7 'sent' or 'later',
--      8 delay in ms (later) or an event (JSON) for the inbox of a patron who is not erased, '' for none (sent), 9 attempts (later)
-- Returns {'lost'} when the lease went to another, {'later'}, {'next', message} with the lease renewed, or {'empty', inbox...}.
local prefix, number = ARGV[1], ARGV[2]
local inbox, outbox, busy = prefix .. 'inbox:' .. number, prefix .. 'outbox:' .. number, prefix .. 'busy'
local kept = redis.call('HMGET', KEYS[1], 'lease', 'erased', 'home')
if kept[1] ~= ARGV[3] then return {'lost'} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if ARGV[7] == 'later' then
  redis.call('HSET', KEYS[1], 'lease', '', 'until', 0, 'wait', now + ARGV[8], 'attempts', ARGV[9])
  redis.call('ZADD', busy, now + ARGV[8], number)
  return {'later'}
end

local message = redis.call('LINDEX', outbox, 0)
if message and string.find(message, ARGV[6], 1, true) then
  redis.call('LPOP', outbox)
  if ARGV[8] ~= '' and kept[2] ~= '1' then redis.call('RPUSH', inbox, ARGV[8]) end
  message = redis.call('LINDEX', outbox, 0)
end
if message then
  redis.call('HSET', KEYS[1], 'until', now + ARGV[4], 'attempts', 0)
  redis.call('ZADD', busy, now + ARGV[4], number)
  return {'next', message}
end
local waiting = redis.call('LRANGE', inbox, 0, 9)
if #waiting > 0 then
  redis.call('HSET', KEYS[1], 'lease', '', 'until', 0, 'attempts', 0)
  redis.call('ZADD', busy, now + ARGV[4], number)
elseif kept[2] == '1' then
  local address = prefix .. 'address:' .. (kept[3] or ARGV[5])
  redis.call('DEL', KEYS[1])
  if redis.call('GET', address) == number then redis.call('DEL', address) end
  redis.call('ZREM', busy, number)
else
  redis.call('HSET', KEYS[1], 'lease', '', 'until', 0, 'attempts', 0)
  redis.call('ZREM', busy, number)
end
return {'empty', unpack(waiting)}
