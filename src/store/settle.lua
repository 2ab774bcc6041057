-- Settles the message at the head of the outbox, which the holder of the lease has sent, given up or must put off.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 lease token, 4 lease in ms, 5 'sent' or 'later', 6 delay in ms (later), 7 addresses to forget after an erase
-- Returns {'lost'} when the lease went to another, {'later'}, {'next', message} with the lease renewed, or {'empty', inbox...}.
local prefix, number = ARGV[1], ARGV[2]
local inbox, outbox, busy = prefix .. 'inbox:' .. number, prefix .. 'outbox:' .. number, prefix .. 'busy'
local kept = redis.call('HMGET', KEYS[1], 'lease', 'erased')
if kept[1] ~= ARGV[3] then return {'lost'} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if ARGV[5] == 'later' then
  redis.call('HSET', KEYS[1], 'lease', '', 'until', 0, 'wait', now + ARGV[6])
  redis.call('HINCRBY', KEYS[1], 'attempts', 1)
  redis.call('ZADD', busy, now + ARGV[6], number)
  return {'later'}
end

redis.call('LPOP', outbox)
local message = redis.call('LINDEX', outbox, 0)
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
  redis.call('DEL', KEYS[1])
  redis.call('DEL', prefix .. 'address:' .. ARGV[7])
  redis.call('ZREM', busy, number)
else
  redis.call('HSET', KEYS[1], 'lease', '', 'until', 0, 'attempts', 0)
  redis.call('ZREM', busy, number)
end
return {'empty', unpack(waiting)}
